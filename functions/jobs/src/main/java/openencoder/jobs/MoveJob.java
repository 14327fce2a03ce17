package openencoder.jobs;

import openencoder.job.IllegalMove;
import openencoder.job.Job;
import openencoder.job.JobId;
import openencoder.job.JobRepository;
import openencoder.refusal.Conflict;
import openencoder.refusal.NotFound;
import openencoder.refusal.Unavailable;

import java.util.function.UnaryOperator;

/** Makes a move true against whoever else moves the job at the same time. */
final class MoveJob {
    private static final int TRIES = 10;

    private final JobRepository jobs;

    MoveJob(JobRepository jobs) {
        this.jobs = jobs;
    }

    /**
     * @return the job as stored after the move
     * @throws Conflict {@code job.illegal_transition} if its state does not offer the move
     */
    Job move(JobId id, UnaryOperator<Job> move) {
        for (var tries = 0; tries < TRIES; tries++) {
            var job = jobs.find(id).orElseThrow(() -> new NotFound("job", id));
            var stored = jobs.replace(apply(move, job));
            if (stored.isPresent()) return stored.get();
        }
        throw new Unavailable("job.busy", "Job %s changes too fast; try again.".formatted(id));
    }

    private static Job apply(UnaryOperator<Job> move, Job job) {
        try {
            return move.apply(job);
        } catch (IllegalMove refused) {
            throw new Conflict("job.illegal_transition", refused.getMessage());
        }
    }
}
