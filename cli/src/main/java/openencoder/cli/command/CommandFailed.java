package openencoder.cli.command;

/** A command did not do its work; the message is for the user. */
public final class CommandFailed extends RuntimeException {
    public CommandFailed(String message) {
        super(message);
    }

    public CommandFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
