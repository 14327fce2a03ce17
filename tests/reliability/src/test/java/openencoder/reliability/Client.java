package openencoder.reliability;

import openencoder.job.JobId;
import openencoder.job.JobQueue;
import openencoder.job.JobRepository;
import openencoder.jobs.JobsFunction;
import openencoder.refusal.Conflict;
import openencoder.refusal.Unavailable;

import java.time.InstantSource;

/** Asks for jobs, cancels and restarts them, and tries again when there is no answer. */
final class Client {
    private static final int TRIES = 3;

    private final JobsFunction function;
    private final Model model;

    Client(JobRepository jobs, JobQueue queue, InstantSource clock, Model model) {
        this.function = new JobsFunction(jobs, queue, clock, LifeFixture.OUTPUT);
        this.model = model;
    }

    void create(int order) {
        var dest = "s3:///out/%d/".formatted(order);
        for (var tries = 0; tries < TRIES; tries++) {
            try {
                model.promised(
                        function.create("s3:///" + LifeFixture.FILM, dest, "order-" + order));
                return;
            } catch (SteppedThread.NoAnswer _) {
                // once more
            }
        }
    }

    void cancel(JobId id) {
        move(() -> function.cancel(id));
    }

    void restart(JobId id) {
        move(() -> function.restart(id));
    }

    private static void move(Runnable request) {
        try {
            request.run();
        } catch (Conflict | Unavailable _) {
            // it was refused
        }
    }
}
