package openencoder.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;

import openencoder.account.Role;
import openencoder.testing.InMemoryRateCounter;
import openencoder.testing.InMemoryUserRepository;
import openencoder.testing.SettableClock;
import openencoder.web.testing.Event;
import openencoder.web.testing.Identity;
import openencoder.web.testing.People;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.Date;
import java.util.List;

/** Keys that change under a running function, as {@code openencoder admin} changes them. */
class KeyRotationTest {
    private static final RSAKey NEXT = Identity.generate("key-2");

    private final SettableClock clock = SettableClock.atNoon();
    private final InMemoryUserRepository users = new InMemoryUserRepository();
    private final People people = new People(users, new Passwords().hash("baz"), clock.instant());
    @TempDir private Path folder;

    @Test
    void old_and_new_tokens_count_while_keys_are_rotated() throws Exception {
        write(List.of(Identity.KEY), List.of(Identity.KEY));
        var function = function();
        var old = logIn(function);

        var signsFrom = Date.from(clock.instant().plus(Duration.ofMinutes(10)));
        var oldCountsUntil = Date.from(clock.instant().plus(Duration.ofMinutes(80)));
        var next = new RSAKey.Builder(NEXT).notBeforeTime(signsFrom).build();
        write(
                List.of(next, Identity.KEY),
                List.of(
                        next,
                        new RSAKey.Builder(Identity.KEY).expirationTime(oldCountsUntil).build()));

        clock.tick(Duration.ofMinutes(9));
        assertThat(kid(logIn(function))).isEqualTo("key-1");
        assertThat(shown(function)).hasSize(2);
        clock.tick(Duration.ofMinutes(1));
        var fresh = logIn(function);
        assertThat(kid(fresh)).isEqualTo("key-2");
        assertThat(status(function, fresh)).isEqualTo(200);
        assertThat(status(function, old)).isEqualTo(200);

        clock.tick(Duration.ofMinutes(70));
        assertThat(shown(function)).containsExactly("key-2");
        assertThat(Files.readString(folder.resolve("signing.json"))).contains("key-1");
    }

    @Test
    void a_key_that_the_others_do_not_know_yet_signs_nothing() throws Exception {
        write(List.of(NEXT, Identity.KEY), List.of(Identity.KEY));
        var function = function();
        assertThat(kid(logIn(function))).isEqualTo("key-1");
    }

    @Test
    void a_revoked_key_is_refused_within_five_minutes() throws Exception {
        write(List.of(Identity.KEY), List.of(Identity.KEY));
        var function = function();
        var stolen = logIn(function);
        write(List.of(NEXT), List.of(NEXT));
        clock.tick(Duration.ofMinutes(5));
        assertThat(status(function, stolen)).isEqualTo(401);
        assertThat(kid(logIn(function))).isEqualTo("key-2");
    }

    @Test
    void without_any_key_login_says_what_is_missing() {
        var environment = Identity.environment();
        environment.put("SIGNING_KEYS", "arn:signing");
        environment.put("VERIFICATION_KEYS", "arn:verification");
        var empty =
                new AuthLambda(
                        environment,
                        users,
                        new InMemoryRateCounter(),
                        name -> {
                            throw new IllegalStateException(name + " has no value");
                        },
                        clock);
        var reply = Event.post("/api/login").json(CREDENTIALS).sentTo(empty);
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.text("code")).isEqualTo("keys.missing");
        assertThat(status(empty, people.token(Role.GUEST))).isEqualTo(401);
    }

    private static final String CREDENTIALS =
            "{\"username\":\"guest@example.com\",\"password\":\"baz\"}";

    private AuthLambda function() {
        var environment = Identity.environment();
        environment.put("SIGNING_KEYS", folder.resolve("signing.json").toUri().toString());
        environment.put(
                "VERIFICATION_KEYS", folder.resolve("verification.json").toUri().toString());
        return new AuthLambda(environment, users, new InMemoryRateCounter(), _ -> "", clock);
    }

    private void write(List<JWK> signing, List<JWK> verification) {
        try {
            Files.writeString(folder.resolve("signing.json"), new JWKSet(signing).toString(false));
            Files.writeString(
                    folder.resolve("verification.json"), new JWKSet(verification).toString(true));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String logIn(AuthLambda function) {
        return Event.post("/api/login").json(CREDENTIALS).sentTo(function).text("token");
    }

    private static int status(AuthLambda function, String token) {
        return Event.get("/api/me").bearer(token).sentTo(function).status();
    }

    private static String kid(String token) throws ParseException {
        return SignedJWT.parse(token).getHeader().getKeyID();
    }

    private static List<String> shown(AuthLambda function) {
        var set = Event.get("/.well-known/jwks.json").sentTo(function);
        assertThat(set.text()).doesNotContain("\"d\"", "\"p\"", "\"q\"");
        return set.json().path("keys").valueStream().map(k -> k.path("kid").asString()).toList();
    }
}
