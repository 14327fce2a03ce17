package openencoder.cli.command;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;

/** Undoes what a command began, newest first, when it is told to stop before it is done. */
public final class CtrlC implements AutoCloseable {

    /** What shells expect of a program that Ctrl-C ended. */
    private static final int STATUS = 130;

    private final Deque<Runnable> undo = new ConcurrentLinkedDeque<>();
    private final Thread hook = new Thread(this::undoAll);
    private volatile boolean pressed;

    public CtrlC() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Adds a step; it may run at any moment, and while the command's own thread still runs. */
    public void undoes(Runnable step) {
        undo.push(step);
    }

    private void undoAll() {
        pressed = true;
        for (var step : undo) {
            try {
                step.run();
            } catch (RuntimeException _) {
                // The other steps matter more than why this one failed.
            }
        }
        Runtime.getRuntime().halt(STATUS);
    }

    /** Ends the watch; does not return if Ctrl-C came first, so that nothing more is said. */
    @Override
    public void close() {
        try {
            if (pressed) new CountDownLatch(1).await();
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException _) {
            // Shutting down already: the hook decides.
        }
    }
}
