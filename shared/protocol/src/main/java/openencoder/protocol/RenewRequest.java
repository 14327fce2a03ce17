package openencoder.protocol;

/** Which attempt at the job in the path is to go on. */
public record RenewRequest(int attempt) {}
