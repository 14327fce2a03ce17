package openencoder.aws.client;

/** An environment variable that a program needs is not set. */
public final class MissingVariable extends IllegalArgumentException {
    public MissingVariable(String name) {
        super("The environment variable " + name + " is not set; template.yaml says to what.");
    }
}
