package openencoder.machines.provider.digitalocean;

import openencoder.machine.ProviderFailure;
import openencoder.machine.ProviderFailure.Kind;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Asks again while that can help and the time allows. */
final class Retries {
    private static final Logger log = LoggerFactory.getLogger(Retries.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private final Patience patience;
    private final InstantSource clock;
    private final Pause pause;
    private final RandomGenerator random = RandomGenerator.getDefault();

    Retries(Patience patience, InstantSource clock, Pause pause) {
        this.patience = patience;
        this.clock = clock;
        this.pause = pause;
    }

    /** When what begins now must have ended. */
    Instant deadline() {
        return clock.instant().plus(patience.budget());
    }

    /** How long one more try may wait for its answer. */
    Duration left(Instant deadline) {
        return Duration.between(clock.instant(), deadline);
    }

    /**
     * @param worth the kinds of failure after which a further try is harmless and may help
     */
    <T> T call(Instant deadline, Set<Kind> worth, Supplier<T> request) {
        for (var tries = 1; ; tries++) {
            try {
                return request.get();
            } catch (ProviderFailure failure) {
                var wait = failure.retryAfter().orElse(backoff(tries));
                if (!worth.contains(failure.kind())
                        || tries == patience.tries()
                        || wait.compareTo(left(deadline)) >= 0) throw failure;
                log.atInfo()
                        .addKeyValue("kind", failure.kind())
                        .addKeyValue("attempt", tries)
                        .log("DigitalOcean is asked again");
                pause.pause(wait);
            }
        }
    }

    /** Between a half and the whole of 0.5, 1, 2, ... s, so that many do not come back at once. */
    private Duration backoff(int tries) {
        var longest = FIRST_PAUSE.toMillis() << tries - 1;
        return Duration.ofMillis(random.nextLong(longest / 2, longest + 1));
    }
}
