package openencoder.reliability;

import openencoder.worker.agent.SteppedWorker;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** A place where one worker after the other runs: when one dies or leaves, a new one starts. */
final class Worker {
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Set<String> IN_A_WRITE = Set.of("find", "replace");

    private static final int A_WHOLE_JOB = 40;

    private final String name;
    private final SystemFixture world;
    private final InstantSource wall;
    private final Path folder;
    private int starts;
    private Machine machine;
    private SteppedWorker worker;
    private SteppedThread main;
    private Optional<SteppedThread> pulse = Optional.empty();
    private boolean isLeaving;

    /**
     * @param wrongBy how much its clock is fast
     */
    Worker(String name, SystemFixture world, Duration wrongBy, Path folder) {
        this.name = name;
        this.world = world;
        this.folder = folder;
        wall = () -> world.clock().instant().plus(wrongBy);
        start();
    }

    private void start() {
        machine = new Machine(name + "." + ++starts, wall);
        isLeaving = false;
        worker =
                new SteppedWorker(
                        name,
                        LEASE,
                        new SteppedWorker.Around(
                                world.jobs(),
                                world.queue(),
                                world.store(),
                                world.source(),
                                world.destination(),
                                new ScriptedEncoder(),
                                wall,
                                world.clock(),
                                folder));
        pulse = Optional.empty();
        main = SteppedThread.start(machine, this::run);
    }

    private void run() {
        while (!isLeaving) {
            try {
                worker.runOnce();
            } catch (SteppedThread.NoAnswer _) {
                // as the agent's own loop does, which only pauses in between
            }
        }
    }

    /**
     * Its threads' next calls; a beat that has begun is brought to its end first, for the main
     * thread may have to wait for it.
     */
    void run(int calls) {
        if (main.isOver()) start();
        for (var i = 0; i < calls; i++) {
            var before = main.waitsAt();
            next().step(SteppedThread.Fate.GO);
            if (main.isOver() || isIdle() && before.equals(SteppedQueue.RECEIVE)) return;
        }
    }

    void runUpTo(String call) {
        for (var i = 0; i < A_WHOLE_JOB; i++) {
            run(1);
            if (isIdle() || main.waitsAt().equals(call)) return;
        }
    }

    /** Whether it waits for a message. */
    boolean isIdle() {
        return main.waitsAt().equals(SteppedQueue.RECEIVE);
    }

    void meet(SteppedThread.Fate fate) {
        if (main.isOver()) start();
        next().step(fate);
        if (machine.isDead()) bury();
    }

    private SteppedThread next() {
        return pulse.filter(beat -> !beat.isOver()).orElse(main);
    }

    void pulse(int calls) {
        var isBeating = pulse.filter(beat -> !beat.isOver()).isPresent();
        if (!isBeating) {
            // a write of the main thread holds up the beat
            if (!worker.holdsAJob() || IN_A_WRITE.contains(main.waitsAt())) return;
            pulse = Optional.of(SteppedThread.start(machine, worker::pulse));
        }
        for (var i = 0; i < calls && !pulse.get().isOver(); i++)
            pulse.get().step(SteppedThread.Fate.GO);
    }

    void leave() {
        if (main.isOver()) return;
        isLeaving = true;
        worker.leave();
    }

    void kill() {
        machine.kill();
        bury();
    }

    private void bury() {
        pulse.ifPresent(Worker::end);
        end(main);
    }

    private static void end(SteppedThread thread) {
        while (!thread.isOver()) thread.step(SteppedThread.Fate.DIE);
    }

    @Override
    public String toString() {
        return name;
    }
}
