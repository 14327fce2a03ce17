package openencoder.cli.invoke;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import openencoder.account.Role;
import openencoder.account.User;
import openencoder.account.UserRepository;
import openencoder.cli.command.CommandFailed;

import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
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

    /**
     * @param name such as {@code OPERATOR_TOKEN}, or {@code EXPIRED_TOKEN} for an operator's of
     *     yesterday
     * @throws CommandFailed if no role has that name
     */
    String named(String name) {
        if (name.equals("EXPIRED" + SUFFIX))
            return token(user(Role.OPERATOR), now.minus(Duration.ofDays(1)));
        var role =
                Role.ofWireName(name.replace(SUFFIX, "").toLowerCase(Locale.ROOT))
                        .orElseThrow(
                                () ->
                                        new CommandFailed(
                                                "There is no ${%s}: it names no role."
                                                        .formatted(name)));
        return token(user(role), now);
    }

    private User user(Role role) {
        return users.add(role.wireName() + "@example.com", "", _ -> role, now);
    }

    // RFC 9068 in the form that the auth function gives it.
    private String token(User user, Instant issued) {
        try {
            var key = JWKSet.load(signingKeys.toFile()).getKeys().getFirst().toRSAKey();
            var header =
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .type(new JOSEObjectType("at+jwt"))
                            .keyID(key.getKeyID())
                            .build();
            var claims =
                    new JWTClaimsSet.Builder()
                            .issuer(issuer)
                            .audience(audience)
                            .subject(user.id().toString())
                            .claim("ver", user.tokenVersion())
                            .jwtID(UUID.randomUUID().toString())
                            .issueTime(Date.from(issued))
                            .expirationTime(Date.from(issued.plus(LIFE)))
                            .build();
            var token = new SignedJWT(header, claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (IOException | ParseException | JOSEException unusable) {
            throw new CommandFailed("%s has no key to sign with.".formatted(signingKeys), unusable);
        }
    }
}
