package openencoder.web.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/** What of a caller's address is counted. */
public final class SourceAddress {
    static final String UNKNOWN = "unknown";

    private static final int NETWORK_BYTES = 8;

    private SourceAddress() {}

    /**
     * @param text an IP address
     * @return an IPv4 address as it is, of an IPv6 address the first 64 bits
     */
    static String of(String text) {
        try {
            var address = InetAddress.ofLiteral(text);
            if (!(address instanceof Inet6Address)) return address.getHostAddress();
            return HexFormat.ofDelimiter(":").formatHex(address.getAddress(), 0, NETWORK_BYTES)
                    + "::/64";
        } catch (IllegalArgumentException _) {
            return UNKNOWN;
        }
    }
}
