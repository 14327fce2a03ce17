package openencoder.web;

import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What a function does around the snapshot that Lambda takes of it: before, it rehearses and then
 * drops what is not to be kept; in each copy restored from it, it gets that anew. None of this can
 * make the snapshot fail.
 */
final class SnapStart implements Resource {
    private static final Logger LOG = LoggerFactory.getLogger(SnapStart.class);

    private final Rehearsal rehearsal;
    private final List<Perishable> perishables;

    SnapStart(Rehearsal rehearsal, List<Perishable> perishables) {
        this.rehearsal = rehearsal;
        this.perishables = new CopyOnWriteArrayList<>(perishables);
    }

    /** Whoever calls this has to hold it, for CRaC does not. */
    void register() {
        Core.getGlobalContext().register(this);
    }

    void add(Perishable another) {
        perishables.add(another);
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        var began = System.nanoTime();
        try {
            rehearsal.run(this::restore);
        } catch (IOException | RuntimeException failed) {
            LOG.atWarn().setCause(failed).log("Not rehearsed to the end");
        }
        drop();
        LOG.atInfo()
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
            LOG.atWarn().setCause(failed).log("Tried again when needed");
        }
    }
}
