package openencoder.job;

/** The table refuses a row for what it holds: to send the same again changes nothing. */
public final class Unstorable extends RuntimeException {
    public Unstorable(JobId job, Throwable cause) {
        super("The table does not take the row of job " + job + ".", cause);
    }
}
