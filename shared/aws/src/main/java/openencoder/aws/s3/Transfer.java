package openencoder.aws.s3;

import openencoder.aws.client.Interruptible;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Moves pieces of an object side by side, while the calling thread tells the caller five times a
 * second how many bytes were moved. If a piece fails, the listener throws or the caller is
 * interrupted, every other piece is stopped before that is thrown on.
 */
final class Transfer {
    private static final long TELL_MILLIS = 200;

    private final int width;
    private final LongConsumer listener;
    private final AtomicLong moved = new AtomicLong();
    private long told = -1;

    /**
     * @param width pieces moved at the same time
     */
    Transfer(int width, LongConsumer listener) {
        this.width = width;
        this.listener = listener;
    }

    /** To be called by the pieces; negative when a piece begins anew. */
    void moved(long bytes) {
        moved.addAndGet(bytes);
    }

    /**
     * @return what the pieces gave, in their order
     */
    <T> List<T> run(List<Callable<T>> pieces) {
        var executor = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory());
        try (executor) {
            var results = await(executor, pieces);
            tell();
            return results;
        } catch (ExecutionException failed) {
            throw Interruptible.unchecked(failed.getCause());
        }
    }

    private <T> List<T> await(ExecutorService executor, List<Callable<T>> pieces)
            throws ExecutionException {
        var room = new Semaphore(width, true);
        var finished = new ExecutorCompletionService<T>(executor);
        var futures = new ArrayList<Future<T>>();
        // A listener that wants no transfer at all stops it before anything is sent.
        tell();
        for (var piece : pieces) futures.add(finished.submit(() -> inside(room, piece)));
        try {
            for (var left = pieces.size(); left > 0; ) {
                tell();
                var next = finished.poll(TELL_MILLIS, TimeUnit.MILLISECONDS);
                if (next == null) continue;
                next.get();
                left--;
            }
            return futures.stream().map(Future::resultNow).toList();
        } catch (InterruptedException _) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
            throw new CancellationException("The transfer was interrupted.");
        } catch (ExecutionException | RuntimeException | Error failed) {
            executor.shutdownNow();
            throw failed;
        }
    }

    private static <T> T inside(Semaphore room, Callable<T> piece) throws Exception {
        room.acquire();
        try {
            return piece.call();
        } finally {
            room.release();
        }
    }

    private void tell() {
        var now = moved.get();
        if (now <= told) return;
        told = now;
        listener.accept(now);
    }
}
