package openencoder.reliability;

import openencoder.account.UserId;
import openencoder.job.IdempotencyKey;
import openencoder.job.IllegalMove;
import openencoder.job.Job;
import openencoder.job.JobId;
import openencoder.job.JobQueue;
import openencoder.job.JobRepository;
import openencoder.job.NewJob;
import openencoder.media.MediaUri;
import openencoder.preset.PresetId;
import openencoder.preset.PresetSnapshot;

import java.time.InstantSource;
import java.util.function.UnaryOperator;

/** Asks for jobs, cancels and restarts them, with the moves that the jobs function makes. */
record Client(JobRepository jobs, JobQueue queue, InstantSource clock, Model model) {
    private static final UserId USER = new UserId(1);
    private static final int TRIES = 3;

    /** Tries again under the same key when it hears nothing. */
    void create(int order) {
        var asked =
                new NewJob(
                        new PresetSnapshot(new PresetId(1), "web", "{}", "film.m3u8"),
                        MediaUri.parse("source", "s3:///" + Ground.FILM),
                        MediaUri.parse("dest", "s3:///out/%d/".formatted(order)),
                        USER);
        var key = new IdempotencyKey(USER, "order " + order, "order " + order);
        for (var tries = 0; tries < TRIES; tries++) {
            try {
                var added = jobs.add(asked, key, clock.instant());
                if (!added.repeated()) announce(added.job());
                model.promised(added.job());
                return;
            } catch (SteppedThread.NoAnswer _) {
                // once more
            }
        }
    }

    void cancel(JobId id) {
        move(id, job -> job.cancel(clock.instant()));
    }

    void restart(JobId id) {
        var restarting = move(id, job -> job.restart(clock.instant()));
        if (restarting == null || !announce(restarting)) return;
        jobs.replace(restarting.sent(clock.instant().plus(Job.RESEND_AFTER)));
    }

    private Job move(JobId id, UnaryOperator<Job> move) {
        for (var tries = 0; tries < TRIES; tries++) {
            try {
                var moved = jobs.replace(move.apply(jobs.find(id).orElseThrow()));
                if (moved.isPresent()) return moved.get();
            } catch (IllegalMove refused) {
                return null;
            }
        }
        return null;
    }

    private boolean announce(Job job) {
        try {
            queue.send(job.id());
            return true;
        } catch (SteppedThread.NoAnswer _) {
            return false;
        }
    }
}
