package openencoder.cli.run;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether a name or an address is this machine's, and one that others can be told. */
final class OwnAddress {
    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");

    private OwnAddress() {}

    /** What is wrong with it, if anything is. */
    static Optional<String> check(String host) {
        try {
            return checked(host);
        } catch (UnknownHostException _) {
            return Optional.of("%s is not known.".formatted(host));
        } catch (SocketException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Optional<String> checked(String host)
            throws UnknownHostException, SocketException {
        if (!NAME.matcher(host).matches())
            return Optional.of("must be a name or an IPv4 address, without a port." + own());
        var address = InetAddress.getByName(host);
        if (address.isAnyLocalAddress())
            return Optional.of("must be one address, as links to films have to name it." + own());
        if (address.isLoopbackAddress())
            return Optional.of("is for others; %s is this machine alone.".formatted(host));
        return NetworkInterface.getByInetAddress(address) == null
                ? Optional.of("%s is no address of this machine.%s".formatted(host, own()))
                : Optional.empty();
    }

    private static String own() throws SocketException {
        var own =
                NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .filter(each -> !each.isLoopbackAddress() && each.getAddress().length == 4)
                        .map(InetAddress::getHostAddress)
                        .sorted()
                        .collect(Collectors.joining(", "));
        return own.isEmpty() ? "" : " It has: " + own + ".";
    }
}
