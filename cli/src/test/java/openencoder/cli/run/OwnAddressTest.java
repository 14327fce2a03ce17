package openencoder.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;

class OwnAddressTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.0.0.0 | must be one address",
                "127.0.0.1 | is this machine alone",
                "localhost | is this machine alone",
                "198.51.100.77 | no address of this machine",
                "no-such-host.invalid | is not known",
                "a b | must be a name",
                "192.0.2.1:80 | must be a name",
                "http://x | must be a name",
                "[::] | must be a name",
                "'' | must be a name",
            })
    void what_others_cannot_be_told_is_refused_with_the_reason(String host, String why) {
        assertThat(OwnAddress.check(host).orElseThrow()).contains(why);
    }

    @Test
    void an_address_of_this_machine_is_taken_and_offered() throws SocketException {
        var own =
                NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .filter(each -> each instanceof Inet4Address && !each.isLoopbackAddress())
                        .map(InetAddress::getHostAddress)
                        .findFirst();
        if ("true".equals(System.getenv("CI"))) assertThat(own).isPresent();
        assumeThat(own).as("give this machine an IPv4 address beside loopback").isPresent();

        assertThat(OwnAddress.check(own.get())).isEmpty();
        assertThat(OwnAddress.check("0.0.0.0").orElseThrow()).contains(own.get());
    }
}
