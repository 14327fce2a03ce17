package openencoder.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Several who do something at the same moment. */
public final class Race {
    private Race() {}

    /** A racer, who may fail. */
    public sealed interface Outcome<T> {
        record Did<T>(T result) implements Outcome<T> {}

        record Failed<T>(Throwable because) implements Outcome<T> {}
    }

    /**
     * @param racer what the one with the given number, from 0, does
     * @return what each got, in the order of their numbers
     */
    public static <T> List<T> run(int racers, IntFunction<Callable<T>> racer) {
        return outcomes(racers, racer).stream().map(Race::result).toList();
    }

    /** As {@link #run}, where some are to fail. */
    public static <T> List<Outcome<T>> outcomes(int racers, IntFunction<Callable<T>> racer) {
        var start = new CountDownLatch(racers);
        try (var threads = Executors.newFixedThreadPool(racers)) {
            var running = new ArrayList<Future<T>>();
            for (var i = 0; i < racers; i++) {
                var run = racer.apply(i);
                running.add(
                        threads.submit(
                                () -> {
                                    start.countDown();
                                    start.await();
                                    return run.call();
                                }));
            }
            return running.stream().<Outcome<T>>map(Race::outcome).toList();
        }
    }

    private static <T> Outcome<T> outcome(Future<T> running) {
        try {
            return new Outcome.Did<>(running.get());
        } catch (ExecutionException failed) {
            return new Outcome.Failed<>(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Outcome.Failed<>(interrupted);
        }
    }

    private static <T> T result(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Did<T>(var result) -> result;
            case Outcome.Failed<T>(var because) -> throw new AssertionError(because);
        };
    }
}
