package openencoder.jobs;

import openencoder.job.Job;
import openencoder.job.JobId;
import openencoder.job.JobRepository;
import openencoder.job.JobState;
import openencoder.refusal.NotFound;

import java.time.InstantSource;

/** Begins an ended job again: restarting until its message is sent, then queued. */
final class RestartJob {
    private final Admission admission;
    private final JobRepository jobs;
    private final Announcer announcer;
    private final InstantSource clock;

    RestartJob(Admission admission, JobRepository jobs, Announcer announcer, InstantSource clock) {
        this.admission = admission;
        this.jobs = jobs;
        this.announcer = announcer;
        this.clock = clock;
    }

    Job restart(JobId id) {
        var restarting = begin(jobs.find(id).orElseThrow(() -> new NotFound("job", id)));
        if (!announcer.announce(restarting)) return restarting;
        // a worker may have claimed it already, and then there is nothing left to do
        return jobs.replace(restarting.sent(clock.instant().plus(Job.RESEND_AFTER)))
                .orElse(restarting);
    }

    /** Counts for the account that made it. */
    private Job begin(Job job) {
        return job.state() instanceof JobState.Ended
                ? admission.admit(job.asked().createdBy(), () -> restarted(job.id()))
                : restarted(job.id());
    }

    private Job restarted(JobId id) {
        return jobs.update(id, job -> job.restart(clock.instant()));
    }
}
