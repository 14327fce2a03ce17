package openencoder.cli;

/** Starts the command line; {@code ./openencoder} does so with the right Java. */
public final class Main {

    private Main() {}

    public static void main(String... arguments) {
        int status = OpenEncoderCommand.run(arguments);
        // Threads of the emulators outlive their servers.
        System.exit(status);
    }
}
