package openencoder.worker.agent;

import openencoder.job.ClaimJob;
import openencoder.job.Job;
import openencoder.job.JobQueue;
import openencoder.job.JobRepository;
import openencoder.job.SourceFacts;
import openencoder.media.ObjectStore;
import openencoder.media.StreamKind;
import openencoder.output.FileFormat;
import openencoder.plan.EncodeTask;
import openencoder.plan.Plan;
import openencoder.plan.Promise;
import openencoder.testing.InMemoryWorkerRegistry;
import openencoder.worker.control.DirectControlPlane;
import openencoder.worker.encode.Encoder;
import openencoder.worker.sandbox.Protections;
import openencoder.worker.source.Probe;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The real worker with everything around it replaced: its heart beats when it is told to, and its
 * encoder is a script that is told the job and the attempt as the arguments of the only pass.
 */
public final class SteppedWorker {
    /**
     * @param wall the worker's own, which may be wrong
     * @param steady the true one
     */
    public record Around(
            JobRepository jobs,
            JobQueue queue,
            ObjectStore store,
            String sourceBucket,
            String destinationBucket,
            Encoder encoder,
            InstantSource wall,
            InstantSource steady,
            Path folder) {}

    private final Agent agent;
    private Optional<JobLease> hold = Optional.empty();

    public SteppedWorker(String id, Duration lease, Around around) {
        var storage = new Storage(around.store());
        var runner =
                new JobRunner(
                        new Workspaces(around.folder(), Protections.NONE),
                        storage,
                        new Publisher(storage, around.destinationBucket()),
                        new JobRunner.Tools(around.encoder(), SteppedWorker::plan, 1_000_000),
                        around.sourceBucket(),
                        around.wall());
        var me = new WorkerIdentity(id, "here", "none", Instant.EPOCH, lease);
        var claims = new ClaimJob(around.jobs(), around.wall());
        var plane = new DirectControlPlane(claims, new InMemoryWorkerRegistry(), me, around.wall());
        agent =
                new Agent(
                        lease,
                        new Agent.Sources(around.queue(), plane, around.jobs()),
                        runner,
                        this::heartbeat,
                        (_, _) -> {},
                        new Clocks(around.wall(), around.steady()));
    }

    private static Plan plan(Job job, Probe source, SourceFacts facts) {
        var arguments = List.of(job.id().toString(), Integer.toString(job.attempt()));
        var promise = new Promise(List.of(StreamKind.VIDEO), Optional.empty(), true);
        return Plan.of(
                new EncodeTask(
                        List.of(arguments),
                        "film.m3u8",
                        FileFormat.HLS,
                        Optional.empty(),
                        promise));
    }

    private LeaseRenewal.Running heartbeat(JobLease begun) {
        hold = Optional.of(begun);
        return () -> hold = Optional.empty();
    }

    /** Handles a message, if there is one. */
    public boolean runOnce() {
        return agent.runOnce(Duration.ZERO);
    }

    public boolean holdsAJob() {
        return hold.isPresent();
    }

    /** What the worker's other threads do every second. */
    public void pulse() {
        hold.ifPresent(
                held -> {
                    held.watch();
                    held.pulse();
                });
    }

    /** As SIGTERM does: hands its job back, and takes no other. */
    public void leave() {
        try {
            agent.leave(Duration.ZERO, Duration.ZERO);
        } catch (InterruptedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
