package openencoder.job;

/** A move that a job's state does not offer. */
public final class IllegalJobMove extends RuntimeException {
    /**
     * @param move in the passive, such as {@code cancelled}
     */
    public IllegalJobMove(JobState from, String move) {
        super("A job that is %s cannot be %s.".formatted(from.status().wireName(), move));
    }
}
