package openencoder.job;

/** A job's number, from 1 in order of creation. */
public record JobId(long value) {
    public JobId {
        if (value < 1) throw new IllegalArgumentException("a job id is 1 or more: " + value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
