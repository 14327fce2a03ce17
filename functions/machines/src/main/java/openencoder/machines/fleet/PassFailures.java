package openencoder.machines.fleet;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Keeps what fails in a pass from stopping the rest of it. */
final class PassFailures {
    private static final Logger LOG = LoggerFactory.getLogger(PassFailures.class);

    private final List<RuntimeException> met = new ArrayList<>();

    /**
     * @return what the step did; false if it failed
     */
    boolean attempt(String what, BooleanSupplier step) {
        try {
            return step.getAsBoolean();
        } catch (RuntimeException failed) {
            note(what, failed);
            return false;
        }
    }

    void note(String what, RuntimeException failed) {
        LOG.atError().addKeyValue("part", what).setCause(failed).log("Not reconciled");
        met.add(failed);
    }

    void check(Reconciled done) {
        if (!met.isEmpty()) throw new IncompletePass(done, met);
    }
}
