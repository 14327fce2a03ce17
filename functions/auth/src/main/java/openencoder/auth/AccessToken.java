package openencoder.auth;

import java.time.Instant;

/**
 * As login answers it.
 *
 * @param token to be sent as {@code Authorization: Bearer}
 * @param expire from when on it does not count any more
 */
record AccessToken(String token, Instant expire) {}
