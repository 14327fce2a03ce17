package openencoder.cli.invoke;

import openencoder.account.Role;
import openencoder.account.User;
import openencoder.account.UserRepository;
import openencoder.cli.command.CommandFailed;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPrivateKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * What stands for {@code ${OPERATOR_TOKEN}} and its like in an event: an access token of a new user
 * with that role.
 *
 * @param signingKeys the file of the private JWK set
 */
record EventTokens(
        UserRepository users, Path signingKeys, String issuer, String audience, Instant now) {

    private static final String SUFFIX = "_TOKEN";
    private static final Duration LIFE = Duration.ofHours(1);
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /**
     * @param name such as {@code OPERATOR_TOKEN}, or {@code EXPIRED_TOKEN} for an operator's of
     *     yesterday
     * @throws CommandFailed if no role has that name
     */
    String named(String name) {
        if (name.equals("EXPIRED" + SUFFIX)) {
            return token(user(Role.OPERATOR), now.minus(Duration.ofDays(1)));
        }
        var role =
                Role.ofWireName(name.replace(SUFFIX, "").toLowerCase(Locale.ROOT))
                        .orElseThrow(
                                () ->
                                        new CommandFailed(
                                                "Nobody knows what ${%s} is.".formatted(name)));
        return token(user(role), now);
    }

    private User user(Role role) {
        return users.add(role.wireName() + "@example.com", "", _ -> role, now);
    }

    // RFC 9068 in the form that the auth function gives it.
    private String token(User user, Instant issued) {
        var key = key();
        var header = Map.of("typ", "at+jwt", "alg", "RS256", "kid", key.path("kid").asString());
        var claims =
                Map.of(
                        "iss", issuer,
                        "aud", audience,
                        "sub", user.id().toString(),
                        "ver", user.tokenVersion(),
                        "jti", UUID.randomUUID().toString(),
                        "iat", issued.getEpochSecond(),
                        "exp", issued.plus(LIFE).getEpochSecond());
        var signed = part(header) + "." + part(claims);
        return signed + "." + BASE64.encodeToString(signature(key, signed));
    }

    private JsonNode key() {
        try {
            var keys = JsonMapper.shared().readTree(Files.readString(signingKeys));
            return keys.path("keys").path(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] signature(JsonNode key, String text) {
        try {
            var numbers = new RSAPrivateKeySpec(number(key, "n"), number(key, "d"));
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(KeyFactory.getInstance("RSA").generatePrivate(numbers));
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static BigInteger number(JsonNode key, String name) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(key.path(name).asString()));
    }

    private static String part(Map<String, ?> json) {
        return BASE64.encodeToString(JsonMapper.shared().writeValueAsBytes(json));
    }
}
