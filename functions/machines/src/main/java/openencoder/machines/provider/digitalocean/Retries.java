package openencoder.machines.provider.digitalocean;

import openencoder.machine.ProviderFailure;
import openencoder.machine.ProviderFailure.Kind;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Asks again while that can help and the time allows. */
final class Retries {
    private static final Logger log = LoggerFactory.getLogger(Retries.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private final RetryPolicy policy;
    private final InstantSource clock;
    private final Consumer<Duration> pause;
    private final RandomGenerator random = RandomGenerator.getDefault();

    /**
     * @param pause lets time pass
     */
    Retries(RetryPolicy policy, InstantSource clock, Consumer<Duration> pause) {
        this.policy = policy;
        this.clock = clock;
        this.pause = pause;
    }

    /** Sleeps. An interrupt ends it at once and stays set. */
    static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** When what begins now must have ended. */
    Instant deadline() {
        return clock.instant().plus(policy.totalTimeout());
    }

    /**
     * @param worth the kinds of failure after which a further try is harmless and may help
     * @param request is told how much time is left
     */
    <T> T call(Instant deadline, Set<Kind> worth, Function<Duration, T> request) {
        for (var tries = 1; ; tries++) {
            try {
                return request.apply(left(deadline));
            } catch (ProviderFailure failure) {
                var wait = failure.retryAfter().orElse(backoff(tries));
                if (!worth.contains(failure.kind())
                        || tries == policy.attempts()
                        || wait.compareTo(left(deadline)) >= 0) throw failure;
                log.atInfo()
                        .addKeyValue("kind", failure.kind())
                        .addKeyValue("attempt", tries)
                        .log("DigitalOcean is asked again");
                pause.accept(wait);
            }
        }
    }

    private Duration left(Instant deadline) {
        return Duration.between(clock.instant(), deadline);
    }

    /** Between a half and the whole of 0.5, 1, 2, ... s, so that many do not come back at once. */
    private Duration backoff(int tries) {
        var longest = FIRST_PAUSE.toMillis() << tries - 1;
        return Duration.ofMillis(random.nextLong(longest / 2, longest + 1));
    }
}
