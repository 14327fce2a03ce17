package openencoder.web.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;

import openencoder.account.UserId;
import openencoder.refusal.Unauthenticated;
import openencoder.web.http.Json;
import openencoder.web.settings.WebSettings;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Takes an access token only if it is RS256 under a key we know, of the type, issuer and audience
 * that are ours, and neither over nor from the future nor made to last for more than an hour.
 */
public final class TokenVerifier {
    public static final int MAX_LENGTH = 4 * 1024;
    private static final Duration LONGEST_LIFE = Duration.ofHours(1);
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);
    private static final int REMEMBERED = 1_000;
    private static final JOSEObjectType TYPE = new JOSEObjectType(AccessClaims.TYPE);

    private final KeySet keys;
    private final WebSettings settings;
    private final InstantSource clock;
    private final Map<String, AccessClaims> verified =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, AccessClaims> eldest) {
                    return size() > REMEMBERED;
                }
            };

    public TokenVerifier(KeySet keys, WebSettings settings, InstantSource clock) {
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @throws Unauthenticated {@code token.expired} or {@code token.invalid}, which does not say
     *     why
     */
    public AccessClaims verify(String token) {
        if (token.length() > MAX_LENGTH) throw invalid();
        var claims = remembered(token).orElseGet(() -> verifyAnew(token));
        if (!clock.instant().isBefore(claims.expires()))
            throw new Unauthenticated("token.expired", "The token has expired; log in again.");
        return claims;
    }

    public void forget() {
        synchronized (verified) {
            verified.clear();
        }
    }

    private Optional<AccessClaims> remembered(String token) {
        synchronized (verified) {
            return Optional.ofNullable(verified.get(token));
        }
    }

    private AccessClaims verifyAnew(String token) {
        var claims = claimsOf(signedPayload(token));
        synchronized (verified) {
            verified.put(token, claims);
        }
        return claims;
    }

    private byte[] signedPayload(String token) {
        try {
            var signed = JWSObject.parse(token);
            var header = signed.getHeader();
            if (!JWSAlgorithm.RS256.equals(header.getAlgorithm())) throw invalid();
            if (!TYPE.equals(header.getType())) throw invalid();
            if (header.getKeyID() == null) throw invalid();
            var key = keys.find(header.getKeyID()).orElseThrow(TokenVerifier::invalid);
            if (!signed.verify(new RSASSAVerifier(key))) throw invalid();
            return signed.getPayload().toBytes();
        } catch (ParseException | JOSEException | IllegalArgumentException _) {
            throw invalid();
        }
    }

    private AccessClaims claimsOf(byte[] payload) {
        try {
            var claims = Json.MAPPER.readTree(payload);
            var issued = moment(claims, "iat");
            var expires = moment(claims, "exp");
            var holds =
                    settings.issuer().equals(text(claims, "iss"))
                            && isForUs(claims.path("aud"))
                            && !text(claims, "jti").isEmpty()
                            && !issued.isAfter(clock.instant().plus(CLOCK_SKEW))
                            && !notBefore(claims).isAfter(clock.instant().plus(CLOCK_SKEW))
                            && !expires.isAfter(issued.plus(LONGEST_LIFE));
            if (!holds) throw invalid();
            return new AccessClaims(
                    new UserId(Long.parseLong(text(claims, "sub"))),
                    whole(claims, AccessClaims.VERSION).intValue(),
                    expires);
        } catch (JacksonException | IllegalArgumentException _) {
            throw invalid();
        }
    }

    private boolean isForUs(JsonNode audience) {
        if (audience.isString()) return audience.stringValue().equals(settings.audience());
        return audience.isArray()
                && audience.valueStream()
                        .anyMatch(
                                one ->
                                        one.isString()
                                                && one.stringValue().equals(settings.audience()));
    }

    private static String text(JsonNode claims, String name) {
        if (!claims.path(name).isString()) throw invalid();
        return claims.path(name).stringValue();
    }

    private static Long whole(JsonNode claims, String name) {
        var claim = claims.path(name);
        if (!claim.isIntegralNumber() || !claim.canConvertToInt() && !claim.canConvertToLong())
            throw invalid();
        return claim.longValue();
    }

    private static Instant moment(JsonNode claims, String name) {
        var seconds = whole(claims, name);
        if (seconds < 0 || seconds > Instant.MAX.getEpochSecond() / 2) throw invalid();
        return Instant.ofEpochSecond(seconds);
    }

    private static Instant notBefore(JsonNode claims) {
        return claims.has("nbf") ? moment(claims, "nbf") : Instant.EPOCH;
    }

    private static Unauthenticated invalid() {
        return new Unauthenticated(
                "token.invalid", "The token is not one of ours; log in for a new one.");
    }
}
