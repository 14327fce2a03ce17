package openencoder.cli;

import java.util.Map;

/** Starts the command line; {@code ./openencoder} does so with the right Java. */
public final class Main {

    private Main() {}

    // Not a file: the functions, which run here, too, bring one of their own.
    private static final Map<String, String> LOGGING =
            Map.of(
                    "defaultLogLevel", "warn",
                    "log.openencoder", "info",
                    "showDateTime", "true",
                    "dateTimeFormat", "HH:mm:ss.SSS",
                    "showThreadName", "false",
                    "showShortLogName", "true");

    public static void main(String... arguments) {
        LOGGING.forEach(
                (name, value) -> System.setProperty("org.slf4j.simpleLogger." + name, value));
        int status = OpenEncoderCommand.run(arguments);
        // Threads of the emulators outlive their servers.
        System.exit(status);
    }
}
