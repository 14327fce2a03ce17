package openencoder.cloud.iam.policy;

import java.math.BigInteger;
import java.net.InetAddress;

/** A block of addresses, such as {@code 203.0.113.0/24}, or one of them. */
record Network(InetAddress address, int prefix) {

    static Network parse(String text) throws MalformedPolicy {
        var parts = text.split("/", -1);
        try {
            var address = InetAddress.ofLiteral(parts[0]);
            var bits = address.getAddress().length * 8;
            var prefix = parts.length == 1 ? bits : Integer.parseInt(parts[1]);
            if (parts.length <= 2 && prefix >= 0 && prefix <= bits)
                return new Network(address, prefix);
        } catch (IllegalArgumentException _) {
            // said below
        }
        throw new MalformedPolicy("'" + text + "' is no address and no block of them");
    }

    boolean contains(InetAddress other) {
        var bits = address.getAddress().length * 8;
        return other.getAddress().length * 8 == bits
                && number(address).xor(number(other)).bitLength() <= bits - prefix;
    }

    private static BigInteger number(InetAddress address) {
        return new BigInteger(1, address.getAddress());
    }
}
