package openencoder.protocol;

/** The number of a job that a message named. */
public record ClaimRequest(long job) {}
