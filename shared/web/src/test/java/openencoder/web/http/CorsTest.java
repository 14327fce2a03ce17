package openencoder.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.testing.InMemoryUserRepository;
import openencoder.testing.SettableClock;
import openencoder.web.lambda.SmallFunction;
import openencoder.web.testing.Event;
import openencoder.web.testing.Identity;
import openencoder.web.testing.Reply;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorsTest {
    private static final String PAGE = "https://encoder.example.com";
    private static final String ALLOW = "Access-Control-Allow-Origin";

    @Test
    void a_configured_page_may_call_and_ask_before() {
        var function = function(PAGE + ", https://other.example.com");
        var reply = Event.get("/open").with("origin", PAGE).sentTo(function);
        assertThat(reply.header(ALLOW)).isEqualTo(PAGE);
        assertThat(reply.header("Vary")).isEqualTo("Origin");
        var asked = Event.of("OPTIONS", "/echo").with("origin", PAGE).sentTo(function);
        assertThat(asked.status()).isEqualTo(204);
        assertThat(asked.header("Access-Control-Allow-Methods")).isEqualTo("OPTIONS, POST");
        assertThat(asked.header("Access-Control-Allow-Headers")).contains("Authorization");
    }

    @Test
    void a_preflight_as_browsers_send_it_is_answered() {
        var asked =
                Event.of("OPTIONS", "/echo")
                        .with("origin", PAGE)
                        .with("access-control-request-method", "POST")
                        .with("access-control-request-headers", "content-type")
                        .sentTo(function(PAGE));
        assertThat(asked.status()).isEqualTo(204);
        assertThat(asked.header(ALLOW)).isEqualTo(PAGE);
        assertThat(asked.header("Access-Control-Allow-Methods")).contains("POST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "https://evil.example.com",
                "https://encoder.example.com.evil.com",
                "https://sub.encoder.example.com",
                "http://encoder.example.com",
                "https://ENCODER.example.com"
            })
    void another_page_may_not(String origin) {
        var reply = Event.get("/open").with("origin", origin).sentTo(function(PAGE));
        assertThat(reply.header(ALLOW)).isNull();
    }

    @Test
    void no_page_may_unless_configured() {
        Reply reply = Event.get("/open").with("origin", PAGE).sentTo(function(""));
        assertThat(reply.header(ALLOW)).isNull();
    }

    private static SmallFunction function(String origins) {
        var environment = Identity.environment();
        environment.put("ALLOWED_ORIGINS", origins);
        return new SmallFunction(environment, new InMemoryUserRepository(), SettableClock.atNoon());
    }
}
