package openencoder.reliability;

import openencoder.job.JobId;
import openencoder.job.JobQueue;
import openencoder.job.JobRepository;
import openencoder.media.MediaUri;
import openencoder.media.ObjectKey;
import openencoder.media.ObjectStore;
import openencoder.sweeper.Sweeper;
import openencoder.testing.SettableClock;
import openencoder.web.schedule.IncompletePass;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Workers, clients and sweepers on one ground. */
final class SystemFixture implements AutoCloseable {
    private static final int MOST_JOBS = 4;
    private static final int MOST_OTHERS = 4;
    private static final int LONGEST_CALM = 400;
    private static final List<Duration> WRONG_BY =
            List.of(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(90), Duration.ofSeconds(-90));

    private final LifeFixture ground;
    private final boolean hasSweeper;
    private final Model model;
    private final JobRepository jobs;
    private final JobQueue queue;
    private final SteppedStore store;
    private final List<Worker> workers = new ArrayList<>();
    private final List<SteppedThread> others = new ArrayList<>();
    private int orders;
    private int machines;

    /**
     * @param truth what is kept
     * @param broken the same as the programs see it, perhaps with a guard removed
     * @param shape decides the number of workers, two to four, and whose clock is wrong
     */
    SystemFixture(
            LifeFixture truth, LifeFixture broken, boolean hasSweeper, int shape, Path folder) {
        ground = broken;
        this.hasSweeper = hasSweeper;
        model = new Model(truth.text(), truth.destination());
        jobs = new SteppedJobs(broken.jobs(), truth.jobs(), model);
        queue = new SteppedQueue(broken.queue());
        store = new SteppedStore(broken.store(), model);
        for (var i = 0; i < 2 + shape % 3; i++) {
            var wrongBy = WRONG_BY.get((shape / 3 + i) % WRONG_BY.size());
            workers.add(new Worker("w" + (i + 1), this, wrongBy, folder.resolve("w" + (i + 1))));
        }
    }

    Model model() {
        return model;
    }

    SettableClock clock() {
        return ground.clock();
    }

    String source() {
        return ground.source();
    }

    String destination() {
        return ground.destination();
    }

    JobRepository jobs() {
        return jobs;
    }

    JobQueue queue() {
        return queue;
    }

    ObjectStore store() {
        return store;
    }

    void take(Step step) {
        model.note(step.toString());
        switch (step.kind()) {
            case RUN -> run(step);
            case RUN_UP_TO -> step.of(workers).runUpTo(step.call());
            case FAULT -> fault(step);
            case PULSE -> step.of(workers).pulse(step.calls());
            case TICK -> clock().tick(step.time());
            case CREATE -> create(step);
            case CANCEL -> withJob(step, (client, id) -> client.cancel(id));
            case RESTART -> withJob(step, (client, id) -> client.restart(id));
            case REPEAT -> repeat(step);
            case SWEEP -> sweep(step.calls());
            case LEAVE -> step.of(workers).leave();
            case REFUSE -> store.refuses().set(step.how() % 2 == 0);
        }
        others.removeIf(SteppedThread::isOver);
    }

    private void run(Step step) {
        var number = step.who() % (workers.size() + others.size());
        if (number < workers.size()) workers.get(number).run(step.calls());
        else run(others.get(number - workers.size()), step.calls());
    }

    private void fault(Step step) {
        var number = step.who() % (workers.size() + others.size());
        if (number < workers.size()) workers.get(number).meet(step.fate());
        else others.get(number - workers.size()).step(step.fate());
    }

    private static void run(SteppedThread thread, int calls) {
        for (var i = 0; i < calls && !thread.isOver(); i++) thread.step(SteppedThread.Fate.GO);
    }

    private void create(Step step) {
        if (orders == MOST_JOBS) return;
        var isSecondPost = orders > 0 && step.who() % 4 == 0;
        var order = isSecondPost ? orders : ++orders;
        begin("client", client -> client.create(order), step.how() % 4);
    }

    private interface Request {
        void make(Client client, JobId id);
    }

    private void withJob(Step step, Request request) {
        var ids = model.ids();
        if (ids.isEmpty()) return;
        begin("client", client -> request.make(client, step.of(ids)), step.how() % 5);
    }

    private void repeat(Step step) {
        var ids = model.ids();
        if (!ids.isEmpty()) ground.queue().send(step.of(ids));
    }

    private void begin(String name, Consumer<Client> request, int calls) {
        var machine = new Machine(name + ++machines, clock());
        begin(machine, () -> request.accept(new Client(jobs, queue, clock(), model)), calls);
    }

    private void begin(Machine machine, Runnable program, int calls) {
        if (others.size() == MOST_OTHERS) finish(others.removeFirst());
        Runnable unlessUnanswered =
                () -> {
                    try {
                        program.run();
                    } catch (SteppedThread.NoAnswer _) {
                        // it has told its caller so
                    }
                };
        var thread = SteppedThread.start(machine, unlessUnanswered);
        others.add(thread);
        run(thread, calls);
    }

    private static void finish(SteppedThread thread) {
        run(thread, Integer.MAX_VALUE);
    }

    private void sweep(int calls) {
        if (!hasSweeper) return;
        var sweeper =
                new Sweeper(
                        jobs,
                        queue,
                        new SteppedQueue(ground.deadLetters()),
                        store,
                        destination(),
                        clock());
        begin(new Machine("sweeper" + ++machines, clock()), () -> sweep(sweeper), calls);
    }

    private static void sweep(Sweeper sweeper) {
        try {
            sweeper.sweep();
        } catch (IncompletePass _) {
            // the next one will
        }
    }

    /** No more faults: all programs go on until every job has ended. */
    void calmDown() {
        model.note("calm");
        for (var round = 0; round < LONGEST_CALM && !isAtRest(); round++) {
            for (var worker : workers) worker.run(200);
            for (var worker : workers) worker.pulse(10);
            clock().tick(Duration.ofSeconds(round < 20 ? 20 : 300));
            sweep(Integer.MAX_VALUE);
            others.forEach(SystemFixture::finish);
            others.clear();
            if (model.violation().isPresent()) return;
        }
        sweep(Integer.MAX_VALUE);
        var reserved = new ObjectKey(destination(), MediaUri.RESERVED_PREFIX + "attempts/");
        SteppedThread.start(
                new Machine("end", clock()), () -> model.settled(ground.store().list(reserved)));
    }

    private boolean isAtRest() {
        return others.isEmpty() && workers.stream().allMatch(Worker::isIdle) && model.isAtRest();
    }

    @Override
    public void close() {
        workers.forEach(Worker::kill);
    }
}
