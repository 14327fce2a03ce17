package openencoder.job;

import openencoder.account.UserId;

/**
 * Makes a repeated request harmless.
 *
 * @param user keys of different users never meet
 * @param key as the client chose it, 1 to 255 printable characters
 * @param fingerprint of the request, so that a key used for something else is noticed
 */
public record IdempotencyKey(UserId user, String key, String fingerprint) {}
