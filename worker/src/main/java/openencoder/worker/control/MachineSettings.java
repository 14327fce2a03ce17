package openencoder.worker.control;

import openencoder.worker.agent.BadSetting;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a worker on a rented machine is told by its environment.
 *
 * @param api OPENENCODER_API_URL, where it gets everything else
 * @param tokenFile ENROLMENT_TOKEN_FILE, which holds a token that works once
 * @param sessionFile SESSION_FILE, in a folder that only the worker may read and write
 */
public record MachineSettings(URI api, Path tokenFile, Path sessionFile) {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Empty on a machine that is not rented, where OPENENCODER_API_URL is not set. */
    public static Optional<MachineSettings> from(Map<String, String> environment) {
        if (value(environment, "OPENENCODER_API_URL").isEmpty()) return Optional.empty();
        return Optional.of(
                new MachineSettings(
                        url(value(environment, "OPENENCODER_API_URL")),
                        file(environment, "ENROLMENT_TOKEN_FILE"),
                        file(environment, "SESSION_FILE")));
    }

    private static String value(Map<String, String> environment, String name) {
        return environment.getOrDefault(name, "").strip();
    }

    // What goes there are secrets.
    private static URI url(String value) {
        try {
            var url = new URI(value);
            var isSafe =
                    "https".equals(url.getScheme())
                            || "http".equals(url.getScheme())
                                    && THIS_MACHINE.contains(String.valueOf(url.getHost()));
            if (isSafe && url.getHost() != null && url.getRawQuery() == null) return url;
        } catch (URISyntaxException _) {
            // said below
        }
        throw new BadSetting("OPENENCODER_API_URL", value, "an address that begins with https://");
    }

    private static Path file(Map<String, String> environment, String name) {
        var value = value(environment, name);
        try {
            if (!value.isEmpty()) return Path.of(value).toAbsolutePath().normalize();
        } catch (InvalidPathException _) {
            // said below
        }
        throw new BadSetting(name, value, "a file, where OPENENCODER_API_URL is set");
    }
}
