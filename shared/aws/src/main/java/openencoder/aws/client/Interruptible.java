package openencoder.aws.client;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/**
 * Calls that an interrupt ends at once. A thread that waits in a socket does not notice one, so a
 * virtual thread does the waiting, whose sockets close when it is interrupted.
 */
public final class Interruptible {
    private Interruptible() {}

    /**
     * @return what the call gave; empty after an interrupt, which the thread still shows then
     */
    public static <A, T> Optional<T> call(A argument, Function<A, Optional<T>> call) {
        var task = new FutureTask<>(() -> call.apply(argument));
        Thread.ofVirtual().name("aws-call").start(task);
        try {
            return task.get();
        } catch (InterruptedException _) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (CancellationException _) {
            return Optional.empty();
        } catch (ExecutionException failed) {
            throw unchecked(failed.getCause());
        }
    }

    public static RuntimeException unchecked(Throwable cause) {
        return switch (cause) {
            case RuntimeException runtime -> runtime;
            case Error error -> throw error;
            default -> new IllegalStateException(cause);
        };
    }
}
