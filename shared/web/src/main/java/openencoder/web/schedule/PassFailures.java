package openencoder.web.schedule;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Keeps what fails in a pass from stopping the rest of it. */
public final class PassFailures {
    private static final Logger LOG = LoggerFactory.getLogger(PassFailures.class);

    private final List<RuntimeException> met = new ArrayList<>();

    /**
     * @return what the step did; {@code otherwise} if it failed
     */
    public <T> T attempt(String part, Supplier<T> step, T otherwise) {
        try {
            return step.get();
        } catch (RuntimeException failed) {
            note(part, failed);
            return otherwise;
        }
    }

    public void note(String part, RuntimeException failed) {
        LOG.atError().addKeyValue("part", part).setCause(failed).log("Left for the next pass");
        met.add(failed);
    }

    /**
     * @throws IncompletePass if anything failed
     */
    public void check(PassReport done) {
        if (!met.isEmpty()) throw new IncompletePass(done, met);
    }
}
