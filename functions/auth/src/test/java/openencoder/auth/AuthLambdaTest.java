package openencoder.auth;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.testing.InMemoryUserRepository;
import openencoder.testing.SettableClock;
import openencoder.web.testing.Event;
import openencoder.web.testing.Identity;
import openencoder.web.testing.Reply;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

class AuthLambdaTest {
    private final SettableClock clock = SettableClock.atNoon();
    private final InMemoryUserRepository users = new InMemoryUserRepository();
    private AuthLambda auth;

    @BeforeEach
    void start() {
        var environment = Identity.environment();
        environment.put("FIRST_USER_ROLE", "admin");
        environment.put("NEW_USER_ROLE", "operator");
        environment.put("MIN_PASSWORD_LENGTH", "3");
        auth = new AuthLambda(environment, users, _ -> "", clock);
    }

    @Test
    void who_registers_can_log_in_and_see_themselves() {
        var reply = register("foo@bar.com", "baz");
        assertThat(reply.text())
                .isEqualTo("{\"user\":\"foo@bar.com\",\"message\":\"User registered\"}");
        assertThat(reply.status()).isEqualTo(200);

        var session = logIn("foo@bar.com", "baz");
        assertThat(session.status()).isEqualTo(200);
        assertThat(Instant.parse(session.text("expire")))
                .isEqualTo(clock.instant().plus(Duration.ofHours(1)));

        var me = Event.get("/api/me").bearer(session.text("token")).sentTo(auth);
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.text("username")).isEqualTo("foo@bar.com");
        assertThat(me.text("role")).isEqualTo("admin");
    }

    private Reply register(String username, String password) {
        return Event.post("/api/register").json(credentials(username, password)).sentTo(auth);
    }

    private Reply logIn(String username, String password) {
        return Event.post("/api/login").json(credentials(username, password)).sentTo(auth);
    }

    private static String credentials(String username, String password) {
        return "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password);
    }
}
