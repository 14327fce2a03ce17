package openencoder.jobs;

import openencoder.job.Job;
import openencoder.job.JobId;
import openencoder.job.JobRepository;

import java.time.InstantSource;

/** Begins an ended job again: restarting until its message is sent, then queued. */
final class RestartJob {
    private final JobRepository jobs;
    private final Announcer announcer;
    private final InstantSource clock;

    RestartJob(JobRepository jobs, Announcer announcer, InstantSource clock) {
        this.jobs = jobs;
        this.announcer = announcer;
        this.clock = clock;
    }

    Job restart(JobId id) {
        var restarting = jobs.update(id, job -> job.restart(clock.instant()));
        if (!announcer.announce(restarting)) return restarting;
        // a worker may have claimed it already, and then there is nothing left to do
        return jobs.replace(restarting.sent(clock.instant().plus(Job.RESEND_AFTER)))
                .orElse(restarting);
    }
}
