package openencoder.worker;

/** What the process ends with where starting it again would change nothing. */
final class ExitCode {
    /** A setting is wrong, something that it needs is missing, or the machine was not let in. */
    static final int UNUSABLE = 2;

    /** The machine has done its work, or is nobody's any more: it waits to be deleted. */
    static final int DISMISSED = 3;

    private ExitCode() {}
}
