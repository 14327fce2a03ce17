package openencoder.worker.agent;

import openencoder.job.Job;
import openencoder.job.JobError;
import openencoder.job.JobState;
import openencoder.worker.encode.Encoder;
import openencoder.worker.encode.JobPlanner;
import openencoder.worker.encode.PlanRunner;
import openencoder.worker.ffmpeg.EncodeFailure;
import openencoder.worker.source.Probe;
import openencoder.worker.verify.MadeFile;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.List;

/** Turns a job's source into its outputs: download, probe, encode, verify, upload, publish. */
public final class JobRunner {
    private static final long LEAST_LARGEST_FILE = 2L << 30;
    private static final Logger log = LoggerFactory.getLogger(JobRunner.class);

    /** What is to be done with the message of a job. */
    enum Outcome {
        /** The job has ended: the message is no longer needed. */
        ENDED,
        /** Another attempt may do better after a pause. */
        AGAIN,
        /** Another worker can go on at once, or must find out what there is to do. */
        GIVEN_BACK
    }

    private final Workspaces workspaces;
    private final Storage storage;
    private final Publisher publisher;
    private final Tools tools;
    private final String sourceBucket;
    private final InstantSource clock;

    /**
     * What films are made with.
     *
     * @param largestSource in bytes
     */
    public record Tools(Encoder encoder, JobPlanner planner, long largestSource) {}

    public JobRunner(
            Workspaces workspaces,
            Storage storage,
            Publisher publisher,
            Tools tools,
            String sourceBucket,
            InstantSource clock) {
        this.workspaces = workspaces;
        this.storage = storage;
        this.publisher = publisher;
        this.tools = tools;
        this.sourceBucket = sourceBucket;
        this.clock = clock;
    }

    /** Works on the job until it has ended or this worker is done with it; throws nothing. */
    Outcome run(JobLease hold) {
        try {
            if (!hold.isCommitted()) make(hold);
            publish(hold);
            return Outcome.ENDED;
        } catch (Exception failure) {
            return afterFailure(hold, failure);
        }
    }

    private void make(JobLease hold) throws InterruptedException {
        publisher.checkDestination(hold.job());
        try (var workspace = workspaces.open(hold.job())) {
            var size = download(hold, workspace);
            var source = probe(hold, workspace, size);
            var files = encode(hold, workspace, source, size);
            upload(hold, files);
        }
    }

    private long download(JobLease hold, Workspace workspace) {
        var source = hold.job().source().in(sourceBucket);
        var size = storage.sizeOf(source);
        checkFits(size, workspace);
        storage.download(
                source,
                workspace.source(),
                size,
                received -> {
                    hold.check();
                    hold.report(Percent.downloaded(received, size));
                });
        return size;
    }

    private void checkFits(long size, Workspace workspace) {
        if (size == 0)
            throw new EncodeFailure(
                    JobError.of(
                            JobError.Kind.SOURCE,
                            "source.no_media",
                            "The source is empty; upload it again."));
        if (size > tools.largestSource())
            throw new EncodeFailure(
                    JobError.of(
                            JobError.Kind.CAPACITY,
                            "source.too_large",
                            "The source has %,d bytes; a worker takes at most %,d."
                                    .formatted(size, tools.largestSource())));
        var free = workspace.freeSpace();
        if (free / 3 < size)
            throw new EncodeFailure(
                    JobError.of(
                            JobError.Kind.CAPACITY,
                            "capacity.disk",
                            "A source of %,d bytes needs three times that on the worker's disk,"
                                            .formatted(size)
                                    + " which has %,d bytes free.".formatted(free)));
    }

    private Probe probe(JobLease hold, Workspace workspace, long size) throws InterruptedException {
        hold.report(Percent.PROBING);
        hold.move(Job::probing);
        return tools.encoder().probe(workspace.source());
    }

    private List<MadeFile> encode(JobLease hold, Workspace workspace, Probe source, long size)
            throws InterruptedException {
        var facts = source.facts(size);
        var plan = tools.planner().plan(hold.job(), source, facts);
        hold.move(job -> job.encoding(facts));
        log.atInfo()
                .addKeyValue("jobId", hold.job().id())
                .addKeyValue("attempt", hold.job().attempt())
                .addKeyValue("tasks", plan.tasks().size())
                .log("Encode starts");
        var place =
                new PlanRunner.Place(
                        source,
                        workspace.outputs(),
                        workspace.pidFile(),
                        Math.max(LEAST_LARGEST_FILE, 4 * size));
        return new PlanRunner(tools.encoder())
                .run(
                        plan,
                        place,
                        (task, pass, tick) ->
                                hold.report(
                                        Percent.encoded(
                                                tick, pass, task.passes().size(), task.length())));
    }

    private void upload(JobLease hold, List<MadeFile> files) {
        hold.report(Percent.UPLOADING);
        hold.move(Job::uploading);
        var size = files.stream().mapToLong(file -> Storage.sizeOf(file.file())).sum();
        var commit =
                publisher.stage(
                        hold.job(),
                        files,
                        sent -> {
                            hold.check();
                            hold.report(Percent.uploaded(sent, size));
                        });
        hold.move(job -> job.committed(commit));
    }

    private void publish(JobLease hold) {
        var commit = hold.job().commit().orElseThrow();
        publisher.publish(hold.job(), commit);
        hold.move(job -> job.complete(clock.instant()));
        log.atInfo()
                .addKeyValue("jobId", hold.job().id())
                .addKeyValue("attempt", hold.job().attempt())
                .log("Job completed");
        hold.settle();
        publisher.removeStaged(hold.job(), commit.attempt());
    }

    private Outcome afterFailure(JobLease hold, Exception failure) {
        var ending = hold.settle();
        try {
            if (ending.isEmpty()) return fail(hold, failure);
            return switch (ending.get()) {
                case LOST -> lost(hold);
                case LEAVING -> handBack(hold);
            };
        } catch (RuntimeException silence) {
            // nothing more can be written; the lease runs out, and another worker goes on
            log.atWarn()
                    .addKeyValue("jobId", hold.job().id())
                    .addKeyValue("reason", silence)
                    .log("Job is left to its lease");
            return Outcome.GIVEN_BACK;
        }
    }

    private Outcome fail(JobLease hold, Exception failure) {
        if (hold.isCommitted()) {
            log.atWarn()
                    .addKeyValue("jobId", hold.job().id())
                    .addKeyValue("reason", failure)
                    .log("Unpublished");
            hold.release();
            return Outcome.AGAIN;
        }
        var error = Diagnosis.of(failure);
        log.atWarn()
                .addKeyValue("jobId", hold.job().id())
                .addKeyValue("attempt", hold.job().attempt())
                .addKeyValue("code", error.code())
                .addKeyValue("reason", error.message())
                .log("Attempt failed");
        var attempt = hold.job().attempt();
        var failed = hold.move(job -> job.failAttempt(error, clock.instant()));
        publisher.removeStaged(failed, attempt);
        return failed.state() instanceof JobState.Ended ? Outcome.ENDED : Outcome.AGAIN;
    }

    private Outcome handBack(JobLease hold) {
        if (hold.isCommitted()) {
            hold.release();
            return Outcome.GIVEN_BACK;
        }
        var attempt = hold.job().attempt();
        var waiting = hold.move(job -> job.handBack(clock.instant()));
        publisher.removeStaged(waiting, attempt);
        return Outcome.GIVEN_BACK;
    }

    private Outcome lost(JobLease hold) {
        if (hold.isAttemptAbandoned()) publisher.removeStaged(hold.job(), hold.job().attempt());
        return Outcome.GIVEN_BACK;
    }
}
