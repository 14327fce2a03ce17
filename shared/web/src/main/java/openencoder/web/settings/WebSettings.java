package openencoder.web.settings;

import java.time.Duration;
import java.util.List;

/**
 * What every HTTP function is told by its environment.
 *
 * @param issuer who must have issued a token, from {@code TOKEN_ISSUER}
 * @param audience whom a token must be meant for, from {@code TOKEN_AUDIENCE}
 * @param verificationKeys where the public keys are, from {@code VERIFICATION_KEYS}
 * @param userCache how long a user's role and state may be remembered, from {@code
 *     USER_CACHE_SECONDS}
 * @param allowedOrigins web pages that may call, from {@code ALLOWED_ORIGINS}; none by default
 */
public record WebSettings(
        String issuer,
        String audience,
        String verificationKeys,
        Duration userCache,
        List<String> allowedOrigins) {
    /** How the place of keys is told. */
    public static final String KEYS =
            "where the JWK set is: file:/path, the ARN of a secret, or the set itself as JSON";

    public static WebSettings from(Variables variables) {
        return new WebSettings(
                variables.optional("TOKEN_ISSUER").orElse("open-encoder"),
                variables.optional("TOKEN_AUDIENCE").orElse("open-encoder"),
                variables.required("VERIFICATION_KEYS", KEYS),
                variables.seconds("USER_CACHE_SECONDS", 30, 0, 60),
                variables.list("ALLOWED_ORIGINS"));
    }

    public WebSettings withUserCache(Duration other) {
        return new WebSettings(issuer, audience, verificationKeys, other, allowedOrigins);
    }
}
