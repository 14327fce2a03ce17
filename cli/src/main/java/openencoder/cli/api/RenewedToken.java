package openencoder.cli.api;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * A user's token, exchanged for a new one when less than half of its life is left. What is no JWT,
 * such as an API key, stays as it is.
 */
public final class RenewedToken implements TokenSource {

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(30);

    private final URI base;
    private final InstantSource clock;
    private final BiConsumer<String, String> renewed;
    private String token;
    private Optional<Instant> due;

    /**
     * @param renewed told the old and the new token at each renewal
     */
    public RenewedToken(
            URI base, String token, InstantSource clock, BiConsumer<String, String> renewed) {
        this.base = base;
        this.clock = clock;
        this.renewed = renewed;
        this.token = token;
        this.due = renewal(token);
    }

    @Override
    public synchronized Optional<String> token(HttpClient http) {
        var now = clock.instant();
        if (due.isPresent() && !now.isBefore(due.get())) {
            due = Optional.of(now.plus(BETWEEN_TRIES));
            exchanged(http).ifPresent(this::use);
        }
        return Optional.of(token);
    }

    private void use(String next) {
        var old = token;
        token = next;
        due = renewal(next);
        renewed.accept(old, next);
    }

    /** Empty if there is none now; the old one may count for a while. */
    private Optional<String> exchanged(HttpClient http) {
        var request =
                HttpRequest.newBuilder(URI.create(base + "/api/refresh-token"))
                        .timeout(ANSWER_LIMIT)
                        .header("Authorization", "Bearer " + token)
                        .GET();
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) return Optional.empty();
            var next = JsonMapper.shared().readTree(answer.body()).path("token").asString("");
            return Optional.of(next).filter(text -> !text.isEmpty());
        } catch (IOException | JacksonException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** When half of its life is over. */
    private static Optional<Instant> renewal(String token) {
        var parts = token.split("\\.");
        if (parts.length != 3) return Optional.empty();
        try {
            var claims = JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(parts[1]));
            return time(claims, "iat")
                    .flatMap(
                            begin ->
                                    time(claims, "exp")
                                            .map(end -> Duration.between(begin, end))
                                            .map(life -> begin.plus(life.dividedBy(2))));
        } catch (IllegalArgumentException | JacksonException _) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> time(JsonNode claims, String name) {
        var value = claims.path(name);
        return value.isNumber()
                ? Optional.of(Instant.ofEpochSecond(value.asLong()))
                : Optional.empty();
    }
}
