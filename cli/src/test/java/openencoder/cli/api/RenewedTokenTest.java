package openencoder.cli.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import openencoder.testing.SettableClock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

class RenewedTokenTest {

    private final SettableClock clock = SettableClock.atNoon();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> asked = new ArrayList<>();
    private final List<String> renewals = new ArrayList<>();
    private HttpServer api;
    private int status = 200;
    private String next = "";

    @BeforeEach
    void start() throws IOException {
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.createContext(
                "/api/refresh-token",
                exchange -> {
                    asked.add(exchange.getRequestHeaders().getFirst("Authorization"));
                    var body =
                            "{\"token\":\"%s\"}".formatted(next).getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        api.start();
    }

    @AfterEach
    void stop() {
        api.stop(0);
        http.close();
    }

    @Test
    void a_token_is_exchanged_once_half_of_its_life_is_over() {
        var first = issued(clock.instant());
        var tokens = of(first);
        clock.tick(Duration.ofMinutes(29));
        assertThat(tokens.token(http)).contains(first);
        assertThat(asked).isEmpty();

        clock.tick(Duration.ofMinutes(2));
        next = issued(clock.instant());
        assertThat(tokens.token(http)).contains(next);
        assertThat(asked).containsExactly("Bearer " + first);
        assertThat(renewals).containsExactly(first + " " + next);

        clock.tick(Duration.ofMinutes(29));
        assertThat(tokens.token(http)).contains(next);
        assertThat(asked).hasSize(1);
    }

    @Test
    void a_token_that_is_nearly_over_is_exchanged_at_once() {
        var nearly = issued(clock.instant().minus(Duration.ofMinutes(58)));
        next = issued(clock.instant());
        assertThat(of(nearly).token(http)).contains(next);
    }

    @Test
    void what_cannot_be_renewed_now_is_used_and_asked_again_half_a_minute_later() {
        var old = issued(clock.instant().minus(Duration.ofMinutes(40)));
        var tokens = of(old);
        status = 503;
        assertThat(tokens.token(http)).contains(old);
        assertThat(tokens.token(http)).contains(old);
        assertThat(asked).hasSize(1);
        clock.tick(Duration.ofSeconds(31));
        status = 200;
        next = issued(clock.instant());
        assertThat(tokens.token(http)).contains(next);
    }

    @Test
    void what_is_no_jwt_stays_as_it_is() {
        clock.tick(Duration.ofDays(400));
        assertThat(of("oe_4711").token(http)).contains("oe_4711");
        assertThat(of("a.b.c").token(http)).contains("a.b.c");
        assertThat(asked).isEmpty();
    }

    private RenewedToken of(String token) {
        var base = URI.create("http://127.0.0.1:" + api.getAddress().getPort());
        return new RenewedToken(base, token, clock, (old, now) -> renewals.add(old + " " + now));
    }

    private static String issued(Instant at) {
        var claims =
                "{\"iat\":%d,\"exp\":%d}"
                        .formatted(at.getEpochSecond(), at.getEpochSecond() + 3600);
        var encoder = Base64.getUrlEncoder().withoutPadding();
        return "e30." + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".c2ln";
    }
}
