package openencoder.web.auth;

import openencoder.account.UserId;

import java.time.Instant;

/**
 * What an access token says, once its signature and claims hold.
 *
 * @param version the user's token version when it was issued; a higher one revokes it
 */
public record AccessClaims(UserId user, int version, Instant expires) {
    /** The media type of an access token, RFC 9068. */
    public static final String TYPE = "at+jwt";

    /** The claim that carries {@link #version}. */
    public static final String VERSION = "ver";
}
