package openencoder.web.schedule;

import java.util.List;

/** Parts of a pass failed; the next one tries them again. */
public final class IncompletePass extends RuntimeException {
    private final transient PassReport done;

    IncompletePass(PassReport done, List<RuntimeException> failures) {
        super("%d parts of the pass failed".formatted(failures.size()), failures.getFirst());
        this.done = done;
    }

    /** What was done all the same. */
    public PassReport done() {
        return done;
    }
}
