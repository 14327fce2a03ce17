package openencoder.web.priming;

import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * What a function does around the snapshot that Lambda takes of it: before, it is primed and then
 * drops what is not to be kept; in each copy restored from it, it gets that anew. None of this can
 * make the snapshot fail.
 */
public final class SnapStart implements Resource {
    private static final Logger log = LoggerFactory.getLogger(SnapStart.class);

    private final Consumer<Runnable> priming;
    private final List<SnapshotAware> perishables;

    public SnapStart(Priming priming, List<SnapshotAware> perishables) {
        this(priming::run, perishables);
    }

    private SnapStart(Consumer<Runnable> priming, List<SnapshotAware> perishables) {
        this.priming = priming;
        this.perishables = new CopyOnWriteArrayList<>(perishables);
    }

    /** For a function that answers a schedule, where no caller waits for the first answer. */
    public static SnapStart unprimed(List<SnapshotAware> perishables) {
        return new SnapStart(_ -> {}, perishables);
    }

    /** The caller has to hold this object, for CRaC does not. */
    public void register() {
        Core.getGlobalContext().register(this);
    }

    public void add(SnapshotAware another) {
        perishables.add(another);
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        var began = System.nanoTime();
        try {
            priming.accept(this::restore);
        } catch (RuntimeException failed) {
            log.atWarn().setCause(failed).log("Not primed to the end");
        }
        drop();
        log.atInfo()
                .addKeyValue("milliseconds", (System.nanoTime() - began) / 1_000_000)
                .log("Ready for a snapshot");
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        renew();
    }

    private void restore() {
        drop();
        renew();
    }

    private void drop() {
        perishables.forEach(each -> quietly(each::drop));
    }

    private void renew() {
        perishables.forEach(each -> quietly(each::renew));
    }

    private static void quietly(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException failed) {
            log.atWarn().setCause(failed).log("Tried again when needed");
        }
    }
}
