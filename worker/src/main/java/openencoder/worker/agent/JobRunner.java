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
    Outcome run(JobLease lease) {
        try {
            if (!lease.isCommitted()) make(lease);
            publish(lease);
            return Outcome.ENDED;
        } catch (Exception failure) {
            return afterFailure(lease, failure);
        }
    }

    private void make(JobLease lease) throws InterruptedException {
        publisher.checkDestination(lease.job());
        try (var workspace = workspaces.open(lease.job())) {
            var size = download(lease, workspace);
            var source = probe(lease, workspace, size);
            var files = encode(lease, workspace, source, size);
            upload(lease, files);
        }
    }

    private long download(JobLease lease, Workspace workspace) {
        var source = lease.job().source().in(sourceBucket);
        var size = storage.sizeOf(source);
        checkFits(size, workspace);
        storage.download(
                source,
                workspace.source(),
                size,
                received -> {
                    lease.check();
                    lease.report(Percent.downloaded(received, size));
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

    private Probe probe(JobLease lease, Workspace workspace, long size)
            throws InterruptedException {
        lease.report(Percent.PROBING);
        lease.move(Job::probing);
        return tools.encoder().probe(workspace.source());
    }

    private List<MadeFile> encode(JobLease lease, Workspace workspace, Probe source, long size)
            throws InterruptedException {
        var facts = source.facts(size);
        var plan = tools.planner().plan(lease.job(), source, facts);
        lease.move(job -> job.encoding(facts));
        log.atInfo()
                .addKeyValue("jobId", lease.job().id())
                .addKeyValue("attempt", lease.job().attempt())
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
                                lease.report(
                                        Percent.encoded(
                                                tick, pass, task.passes().size(), task.length())));
    }

    private void upload(JobLease lease, List<MadeFile> files) {
        lease.report(Percent.UPLOADING);
        lease.move(Job::uploading);
        var size = files.stream().mapToLong(file -> Storage.sizeOf(file.file())).sum();
        var commit =
                publisher.stage(
                        lease.job(),
                        files,
                        sent -> {
                            lease.check();
                            lease.report(Percent.uploaded(sent, size));
                        });
        lease.move(job -> job.committed(commit));
    }

    private void publish(JobLease lease) {
        var commit = lease.job().commit().orElseThrow();
        publisher.publish(lease.job(), commit, () -> begin(lease));
        lease.move(job -> job.complete(clock.instant()));
        log.atInfo()
                .addKeyValue("jobId", lease.job().id())
                .addKeyValue("attempt", lease.job().attempt())
                .log("Job completed");
        lease.settle();
        publisher.removeStaged(lease.job(), commit.attempt());
    }

    /** From here on the job cannot be cancelled: of this write and a cancel only one is stored. */
    private static void begin(JobLease lease) {
        if (!lease.job().isPublicationBegun()) lease.move(Job::publicationBegun);
    }

    private Outcome afterFailure(JobLease lease, Exception failure) {
        var ending = lease.settle();
        try {
            if (ending.isEmpty()) return fail(lease, failure);
            return switch (ending.get()) {
                case LOST -> lost(lease);
                case LEAVING -> handBack(lease);
            };
        } catch (RuntimeException silence) {
            // nothing more can be written; the lease runs out, and another worker goes on
            log.atWarn()
                    .addKeyValue("jobId", lease.job().id())
                    .addKeyValue("reason", silence)
                    .log("Job is left to its lease");
            return Outcome.GIVEN_BACK;
        }
    }

    private Outcome fail(JobLease lease, Exception failure) {
        var error = Diagnosis.of(failure);
        log.atWarn()
                .addKeyValue("jobId", lease.job().id())
                .addKeyValue("attempt", lease.job().attempt())
                .addKeyValue("code", error.code())
                .addKeyValue("reason", error.message())
                .log(lease.isCommitted() ? "Unpublished" : "Attempt failed");
        var isGone = failure instanceof StagedFilesGone;
        var failed =
                lease.move(
                        job ->
                                isGone
                                        ? job.uncommitted(error, clock.instant())
                                        : job.failAttempt(error, clock.instant()));
        removeUncommitted(failed);
        if (failed.state() instanceof JobState.Ended) return Outcome.ENDED;
        return isGone ? Outcome.GIVEN_BACK : Outcome.AGAIN;
    }

    private void removeUncommitted(Job left) {
        if (left.commit().isEmpty()) publisher.removeStaged(left, left.attempt());
    }

    private Outcome handBack(JobLease lease) {
        removeUncommitted(lease.move(job -> job.handBack(clock.instant())));
        return Outcome.GIVEN_BACK;
    }

    private Outcome lost(JobLease lease) {
        if (lease.isAttemptAbandoned()) publisher.removeStaged(lease.job(), lease.job().attempt());
        return Outcome.GIVEN_BACK;
    }
}
