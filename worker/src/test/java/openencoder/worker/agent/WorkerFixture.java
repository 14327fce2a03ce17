package openencoder.worker.agent;

import openencoder.account.UserId;
import openencoder.aws.s3.JsonManifests;
import openencoder.job.ClaimJob;
import openencoder.job.Job;
import openencoder.job.JobId;
import openencoder.job.JobQueue;
import openencoder.job.JobRepository;
import openencoder.job.JobState;
import openencoder.job.NewJob;
import openencoder.media.IfExists;
import openencoder.media.MediaUri;
import openencoder.media.ObjectKey;
import openencoder.media.ObjectStore;
import openencoder.output.Made;
import openencoder.output.Output;
import openencoder.plan.Plan;
import openencoder.preset.PresetId;
import openencoder.preset.PresetSnapshot;
import openencoder.testing.InMemoryJobQueue;
import openencoder.testing.InMemoryJobRepository;
import openencoder.testing.InMemoryObjectStore;
import openencoder.testing.InMemoryWorkerRegistry;
import openencoder.testing.SettableClock;
import openencoder.worker.control.DirectControlPlane;
import openencoder.worker.encode.Encoder;
import openencoder.worker.encode.JobPlanner;
import openencoder.worker.sandbox.Protections;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/** Everything around workers, in memory and with a clock that is ticked. */
public final class WorkerFixture {
    public static final Duration LEASE = Duration.ofSeconds(60);
    static final ObjectKey SOURCE = new ObjectKey("source", "in/film.mov");
    public static final ObjectKey FILM = new ObjectKey("destination", "out/web.mp4");

    public final SettableClock clock = SettableClock.atNoon();
    public final InMemoryJobRepository rows = new InMemoryJobRepository();
    public final InMemoryJobQueue messages = new InMemoryJobQueue(clock);
    public final InMemoryObjectStore store = new InMemoryObjectStore();
    final InMemoryWorkerRegistry roster = new InMemoryWorkerRegistry();
    private final Path folder;
    public Function<WorkerIdentity, ControlPlane> planes = this::direct;
    long largestSource = 1_000_000;
    InstantSource wall = clock;
    String sourceBucket = "source";
    String destinationBucket = "destination";

    public JobRepository jobs = rows;
    public JobQueue queue = messages;
    public ObjectStore objects = store;
    JobPlanner planner = (job, _, _) -> Plan.of(FakeEncoder.task(job.outputs()));

    public WorkerFixture(Path folder) {
        this.folder = folder;
        store.put(SOURCE, "a film".getBytes());
    }

    /** A job that was asked for, and its message. */
    public JobId submit() {
        return submit(new UserId(1), IfExists.OWN);
    }

    JobId submit(UserId account, IfExists rule) {
        var asked =
                new NewJob(
                        new PresetSnapshot(new PresetId(1), "web", "{}", "web.mp4"),
                        MediaUri.parse("source", "s3:///in/film.mov"),
                        MediaUri.parse("dest", "s3:///out/"),
                        account,
                        rule);
        var id = rows.add(asked, clock.instant()).id();
        messages.send(id);
        return id;
    }

    public Job job(JobId id) {
        return rows.find(id).orElseThrow();
    }

    /** One more worker, whose lease is renewed only when told to. */
    public TestWorker worker(String id, Encoder encoder) {
        return new TestWorker(id, encoder);
    }

    public final class TestWorker {
        public final Agent agent;
        JobLease lease;

        private TestWorker(String id, Encoder encoder) {
            var clocks = new Clocks(wall, clock);
            var storage = new Storage(objects);
            var runner =
                    new JobRunner(
                            new Workspaces(folder.resolve(id), Protections.NONE),
                            storage,
                            new Publisher(storage, destinationBucket),
                            new JobRunner.Tools(encoder, planner, largestSource),
                            sourceBucket,
                            clock);
            var me = new WorkerIdentity(id, "here", "8.1.2", clock.instant(), LEASE);
            var plane = planes.apply(me);
            LeaseRenewal onDemand =
                    held -> {
                        lease = held;
                        return () -> {};
                    };
            agent =
                    new Agent(
                            LEASE,
                            new Agent.Sources(queue, plane, jobs),
                            runner,
                            onDemand,
                            new Heartbeats(plane),
                            clocks);
        }

        public boolean runOnce() {
            return agent.runOnce(Duration.ZERO);
        }

        Path folder() {
            return folder;
        }
    }

    private ControlPlane direct(WorkerIdentity me) {
        return new DirectControlPlane(new ClaimJob(jobs, wall), roster, me, clock);
    }

    List<ObjectKey> staged() {
        return store.list(new ObjectKey("destination", MediaUri.RESERVED_PREFIX + "attempts/"));
    }

    /** What a completed job says that it made, the main file first. */
    List<Output> outputs(Job job) {
        var result = ((JobState.Completed) job.state()).result();
        var listed = (Made.Listed) result.made();
        var kept = job.manifestAt(destinationBucket, result.attempt());
        return new JsonManifests(objects).read(kept, listed.manifestSha256()).outputs();
    }
}
