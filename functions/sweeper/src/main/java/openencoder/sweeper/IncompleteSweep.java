package openencoder.sweeper;

import java.util.List;

/** Parts of a sweep failed; the next one tries them again. */
public final class IncompleteSweep extends RuntimeException {
    private final transient Swept swept;

    IncompleteSweep(Swept swept, List<RuntimeException> failures) {
        super("%d parts of the sweep failed".formatted(failures.size()), failures.getFirst());
        this.swept = swept;
    }

    /** What was done all the same. */
    public Swept swept() {
        return swept;
    }
}
