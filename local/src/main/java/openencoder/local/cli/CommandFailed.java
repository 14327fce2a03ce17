package openencoder.local.cli;

/** A command did not do its work; the message is for whoever gave the command. */
final class CommandFailed extends RuntimeException {
    CommandFailed(String message) {
        super(message);
    }

    CommandFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
