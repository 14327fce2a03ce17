package openencoder.jobs;

import openencoder.account.UserId;
import openencoder.job.Job;
import openencoder.job.JobId;
import openencoder.job.JobQueue;
import openencoder.job.JobRepository;
import openencoder.preset.NewPreset;
import openencoder.testing.InMemoryOpenJobs;
import openencoder.testing.InMemoryPresetRepository;

import java.time.InstantSource;
import java.util.Optional;

/** What the jobs function does for a user, without HTTP around it. */
public final class JobsFunction {
    private static final UserId USER = new UserId(1);

    private final SubmitJob submit;
    private final JobRepository jobs;
    private final InstantSource clock;
    private final RestartJob restart;

    /**
     * @param output the file that the only preset, {@code web}, makes
     */
    public JobsFunction(JobRepository jobs, JobQueue queue, InstantSource clock, String output) {
        var presets = new InMemoryPresetRepository();
        presets.add(
                new NewPreset("web", "", "{\"raw\":[\"-f hls\"]}", output, true), clock.instant());
        var check = new CheckOrder(presets, new JobsSettings.Buckets("source", "destination"));
        var announcer = new Announcer(queue);
        var admission = new Admission(new InMemoryOpenJobs(jobs), 1_000_000, clock);
        submit = new SubmitJob(check, admission, jobs, announcer, clock);
        this.jobs = jobs;
        this.clock = clock;
        restart = new RestartJob(admission, jobs, announcer, clock);
    }

    public Job create(String source, String dest, String idempotencyKey) {
        return submit.submit(
                        new Order("web", source, dest, Optional.empty()),
                        USER,
                        Optional.of(idempotencyKey))
                .job();
    }

    public void cancel(JobId id) {
        jobs.update(id, job -> job.cancel(clock.instant()));
    }

    public void restart(JobId id) {
        restart.restart(id);
    }
}
