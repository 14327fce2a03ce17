package openencoder.worker;

import openencoder.account.UserId;
import openencoder.job.ClaimJob;
import openencoder.job.Job;
import openencoder.job.JobId;
import openencoder.job.JobQueue;
import openencoder.job.JobRepository;
import openencoder.job.JobState;
import openencoder.output.Made;
import openencoder.output.Output;
import openencoder.aws.s3.JsonManifests;
import openencoder.job.NewJob;
import openencoder.media.MediaUri;
import openencoder.media.ObjectKey;
import openencoder.media.ObjectStore;
import openencoder.preset.PresetId;
import openencoder.preset.PresetSnapshot;
import openencoder.testing.InMemoryJobQueue;
import openencoder.testing.InMemoryJobRepository;
import openencoder.testing.InMemoryObjectStore;
import openencoder.testing.InMemoryWorkerRoster;
import openencoder.testing.SettableClock;
import openencoder.worker.ffmpeg.Encoder;
import openencoder.worker.ffmpeg.Protections;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Everything around workers, in memory and with a clock that is ticked. */
final class World {
    static final Duration LEASE = Duration.ofSeconds(60);
    static final ObjectKey SOURCE = new ObjectKey("source", "in/film.mov");
    static final ObjectKey FILM = new ObjectKey("destination", "out/web.mp4");

    final SettableClock clock = SettableClock.atNoon();
    final InMemoryJobRepository rows = new InMemoryJobRepository();
    final InMemoryJobQueue messages = new InMemoryJobQueue(clock);
    final InMemoryObjectStore store = new InMemoryObjectStore();
    final InMemoryWorkerRoster roster = new InMemoryWorkerRoster();
    private final Path folder;
    Optional<Claims> claims = Optional.empty();
    Function<Presence.Who, Presence.Listener> listeners =
            who -> new RosterListener(roster, who, clock);
    long largestSource = 1_000_000;
    InstantSource wall = clock;
    String sourceBucket = "source";
    String destinationBucket = "destination";

    JobRepository jobs = rows;
    JobQueue queue = messages;
    ObjectStore objects = store;
    EncodePlanner planner = (job, _, _) -> FakeEncoder.plan(job.outputs());

    World(Path folder) {
        this.folder = folder;
        store.put(SOURCE, "a film".getBytes());
    }

    /** A job that was asked for, and its message. */
    JobId submit() {
        var asked =
                new NewJob(
                        new PresetSnapshot(new PresetId(1), "web", "{}", "web.mp4"),
                        MediaUri.parse("source", "s3:///in/film.mov"),
                        MediaUri.parse("dest", "s3:///out/"),
                        new UserId(1));
        var id = rows.add(asked, clock.instant()).id();
        messages.send(id);
        return id;
    }

    Job job(JobId id) {
        return rows.find(id).orElseThrow();
    }

    /** One more worker, with a hold that beats only when told to. */
    TestWorker worker(String id, Encoder encoder) {
        return new TestWorker(id, encoder);
    }

    final class TestWorker {
        final Agent agent;
        Hold hold;

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
            var who = new Presence.Who(id, "here", "8.1.2", clock.instant());
            var me = new Agent.Identity(id, LEASE);
            var own = Claims.direct(new ClaimJob(jobs, wall), me);
            Heartbeat onDemand =
                    held -> {
                        hold = held;
                        return () -> {};
                    };
            agent =
                    new Agent(
                            me,
                            new Agent.Sources(queue, claims.orElse(own), jobs),
                            runner,
                            onDemand,
                            new Presence(listeners.apply(who), RosterListener.EVERY),
                            clocks);
        }

        boolean runOnce() {
            return agent.runOnce(Duration.ZERO);
        }

        Path folder() {
            return folder;
        }
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
