package openencoder.reliability;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * What happens in one world.
 *
 * @param shape of the world
 */
record Sequence(int shape, List<Step> steps) {
    static final int LONGEST = 90;

    /** What went wrong, if anything did, and how it came to it. */
    record Outcome(Optional<String> violation, List<String> history) {
        @Override
        public String toString() {
            return String.join(System.lineSeparator(), history);
        }
    }

    /** A system that may lack something. */
    record Subject(UnaryOperator<LifeFixture> guards, boolean hasSweeper) {
        static final Subject WHOLE = new Subject(UnaryOperator.identity(), true);
    }

    static Sequence random(long seed) {
        var random = new Random(seed);
        var steps = new ArrayList<Step>();
        for (var length = 20 + random.nextInt(LONGEST - 20); length > 0; length--)
            steps.add(Step.random(random));
        return new Sequence(random.nextInt(12), steps);
    }

    /** On a virtual thread: to and from those turns pass at little cost. */
    Outcome run(LifeFixture ground, Subject subject, Path folder) {
        var outcome = new CompletableFuture<Outcome>();
        Thread.startVirtualThread(
                () -> {
                    try {
                        outcome.complete(play(ground, subject, folder));
                    } catch (RuntimeException | Error broken) {
                        outcome.completeExceptionally(broken);
                    }
                });
        return outcome.join();
    }

    private Outcome play(LifeFixture ground, Subject subject, Path folder) {
        var broken = subject.guards().apply(ground);
        try (var world = new SystemFixture(ground, broken, subject.hasSweeper(), shape, folder)) {
            for (var step : steps) {
                world.take(step);
                if (world.model().violation().isPresent()) return outcome(world);
            }
            world.calmDown();
            return outcome(world);
        }
    }

    private static Outcome outcome(SystemFixture world) {
        return new Outcome(world.model().violation(), world.model().history());
    }
}
