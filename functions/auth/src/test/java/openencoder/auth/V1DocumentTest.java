package openencoder.auth;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.testing.InMemoryUserRepository;
import openencoder.testing.SettableClock;
import openencoder.web.testing.Event;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

/** The Authentication section of the Open Encoder API v1 document, as it is written there. */
class V1DocumentTest {
    private static final String CREDENTIALS =
            """
            {
                "username": "foo@bar.com",
                "password": "baz"
            }
            """;

    private final SettableClock clock = SettableClock.atNoon();
    private final AuthLambda auth = AuthFixture.function(new InMemoryUserRepository(), clock);

    @Test
    void register_then_login() {
        var registered = Event.post("/api/register").json(CREDENTIALS).sentTo(auth);
        assertThat(registered.status()).isEqualTo(200);
        assertThat(registered.text())
                .isEqualTo("{\"user\":\"foo@bar.com\",\"message\":\"User registered\"}");

        var session = Event.post("/api/login").json(CREDENTIALS).sentTo(auth);
        assertThat(session.status()).isEqualTo(200);
        assertThat(session.text("token")).isNotBlank();
        assertThat(Instant.parse(session.text("expire")))
                .isEqualTo(clock.instant().plus(Duration.ofHours(1)));
    }
}
