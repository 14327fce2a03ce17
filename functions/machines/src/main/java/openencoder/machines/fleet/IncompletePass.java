package openencoder.machines.fleet;

import java.util.List;

/** Parts of a pass failed; the next one tries them again. */
public final class IncompletePass extends RuntimeException {
    private final transient Reconciled done;

    IncompletePass(Reconciled done, List<RuntimeException> failures) {
        super("%d parts of the pass failed".formatted(failures.size()), failures.getFirst());
        this.done = done;
    }

    /** What was done all the same. */
    public Reconciled done() {
        return done;
    }
}
