package openencoder.worker.agent;

/** What the process ends with where starting it again would change nothing. */
public final class ExitCode {
    /** A setting is wrong, something that it needs is missing, or the machine was not let in. */
    public static final int UNUSABLE = 2;

    /** The machine has done its work, or is no longer ours: it waits to be deleted. */
    public static final int DISMISSED = 3;

    private ExitCode() {}
}
