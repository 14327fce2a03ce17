package openencoder.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Several who do something at the same moment. */
public final class Race {
    private static final Duration LONGEST = Duration.ofMinutes(1);

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
            threads.shutdown();
            if (!threads.awaitTermination(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                threads.shutdownNow();
                throw new AssertionError("The race is not over after " + LONGEST);
            }
            return running.stream().<Outcome<T>>map(Race::outcome).toList();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private static <T> Outcome<T> outcome(Future<T> running) {
        return running.state() == Future.State.SUCCESS
                ? new Outcome.Did<>(running.resultNow())
                : new Outcome.Failed<>(running.exceptionNow());
    }

    private static <T> T result(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Did<T>(var result) -> result;
            case Outcome.Failed<T>(var because) -> throw new AssertionError(because);
        };
    }
}
