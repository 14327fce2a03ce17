package openencoder.local.gateway;

import java.util.List;
import java.util.Map;

/**
 * A request as it came in.
 *
 * @param path as sent, still percent-encoded
 * @param query as sent, without the question mark; empty if there is none
 * @param headers by lower-case name, each with its values in order
 * @param sourceIp the caller's address
 */
record GatewayRequest(
        String method,
        String path,
        String query,
        Map<String, List<String>> headers,
        byte[] body,
        String protocol,
        String sourceIp) {

    String header(String name) {
        return String.join(",", headers.getOrDefault(name, List.of()));
    }
}
