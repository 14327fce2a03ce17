package openencoder.machines.provider.digitalocean;

import openencoder.machine.ProviderFailure;
import openencoder.machine.ProviderFailure.Kind;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What the last answers said of how many requests are left: 5,000 an hour and 250 a minute for a
 * token. None left of the minute looks as none left of the hour does, with the hour's reset; so
 * after a minute one request may go and see.
 */
final class RateLimit {
    private static final Duration BURST = Duration.ofMinutes(1);

    private final InstantSource clock;
    private Instant reset = Instant.MIN;
    private Instant look = Instant.MIN;

    RateLimit(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * @throws ProviderFailure LIMITED, when another request would be refused anyway
     */
    synchronized void check() {
        var now = clock.instant();
        if (!now.isBefore(reset)) return;
        if (now.isBefore(look)) throw limited("no request is left", Duration.between(now, reset));
        look = now.plus(BURST);
    }

    synchronized void note(Exchange exchange) {
        if (exchange.status() == 0) return;
        var now = clock.instant();
        var until = exchange.status() == 429 ? now.plus(retryAfter(exchange)) : spent(exchange);
        reset = until;
        look = now.plus(BURST);
    }

    private static Instant spent(Exchange exchange) {
        if (!exchange.header("ratelimit-remaining").equals(Optional.of("0"))) return Instant.MIN;
        return reset(exchange).orElse(Instant.MIN);
    }

    /** How long to wait after a 429, as far as its headers say. */
    Duration retryAfter(Exchange exchange) {
        var now = clock.instant();
        return exchange.header("retry-after")
                .flatMap(RateLimit::number)
                .map(Duration::ofSeconds)
                .or(() -> reset(exchange).map(until -> Duration.between(now, until)))
                .filter(wait -> !wait.isNegative())
                .orElse(BURST);
    }

    private static Optional<Instant> reset(Exchange exchange) {
        return exchange.header("ratelimit-reset")
                .flatMap(RateLimit::number)
                .map(Instant::ofEpochSecond);
    }

    private static Optional<Long> number(String text) {
        return text.matches("[0-9]{1,11}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    static ProviderFailure limited(String why, Duration retryAfter) {
        return new ProviderFailure(
                Kind.LIMITED,
                "DigitalOcean limits the number of requests: " + why + ".",
                Optional.of(retryAfter));
    }
}
