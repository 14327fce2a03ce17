package openencoder.sweeper;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Keeps what fails in a sweep from stopping the rest of it. */
final class SweepFailures {
    private static final Logger log = LoggerFactory.getLogger(SweepFailures.class);

    private final List<RuntimeException> met = new ArrayList<>();

    Swept instead(String what, Supplier<Swept> step) {
        return instead(what, step, Swept.NOTHING);
    }

    <T> T instead(String what, Supplier<T> step, T otherwise) {
        try {
            return step.get();
        } catch (RuntimeException failed) {
            log.atError().addKeyValue("part", what).setCause(failed).log("Not swept");
            met.add(failed);
            return otherwise;
        }
    }

    void check(Swept swept) {
        if (!met.isEmpty()) throw new IncompleteSweep(swept, met);
    }
}
