package openencoder.protocol;

/**
 * @param credentials for the rest of the attempt
 */
public record RenewAnswer(AccessKeys credentials) {}
