package openencoder.cloud.digitalocean;

import java.util.Map;
import java.util.Optional;

/**
 * A call as it came in.
 *
 * @param query decoded; of a name given twice the last
 * @param headers the first of each, by its name in lower case
 * @param port the client's
 */
public record SimulatorRequest(
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        byte[] body,
        int port) {

    /** Empty if there is none. */
    String authorization() {
        return headers.getOrDefault("authorization", "");
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    boolean is(String wantedMethod, String wantedPath) {
        return method.equals(wantedMethod) && path.equals(wantedPath);
    }

    /** The number at the end of the path, if it is {@code prefix/number/suffix}. */
    Optional<Long> number(String wantedMethod, String prefix, String suffix) {
        if (!method.equals(wantedMethod)
                || !path.startsWith(prefix)
                || !path.endsWith(suffix)
                || path.length() <= prefix.length() + suffix.length()) return Optional.empty();
        var middle = path.substring(prefix.length(), path.length() - suffix.length());
        return middle.matches("[1-9][0-9]{0,17}")
                ? Optional.of(Long.parseLong(middle))
                : Optional.empty();
    }
}
