package openencoder.auth;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.cloud.aws.EmulatedAws;
import openencoder.web.testing.Event;
import openencoder.web.testing.Identity;

import org.junit.jupiter.api.Test;

import java.util.HashMap;

/** The entry as Lambda makes it, from the environment alone, against the emulators. */
class AuthLambdaIT {
    @Test
    void who_registers_can_log_in_and_see_themselves() {
        var environment = new HashMap<>(EmulatedAws.shared().newEnvironment());
        environment.putAll(Identity.environment());
        environment.put("REGISTRATION", "open");
        environment.put("FIRST_USER_ROLE", "admin");
        var function = new AuthLambda(environment);
        var credentials = "{\"username\":\"foo@bar.com\",\"password\":\"correct horse\"}";

        var registered = Event.post("/api/register").json(credentials).sentTo(function);
        assertThat(registered.status()).as(registered.text()).isEqualTo(200);
        assertThat(Event.post("/api/register").json(credentials).sentTo(function).status())
                .isEqualTo(409);

        var session = Event.post("/api/login").json(credentials).sentTo(function);
        var token = session.text("token");
        assertThat(Event.get("/api/me").bearer(token).sentTo(function).text("role"))
                .isEqualTo("admin");
        assertThat(
                        Event.get("/api/users")
                                .bearer(token)
                                .sentTo(function)
                                .json()
                                .path("count")
                                .asInt())
                .isEqualTo(1);
    }
}
