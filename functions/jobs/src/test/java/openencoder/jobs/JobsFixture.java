package openencoder.jobs;

import openencoder.account.Role;
import openencoder.aws.s3.JsonManifests;
import openencoder.job.Commit;
import openencoder.job.Job;
import openencoder.job.JobError;
import openencoder.job.JobId;
import openencoder.job.JobQueue;
import openencoder.job.JobRepository;
import openencoder.job.NewJob;
import openencoder.job.Progress;
import openencoder.job.SourceFacts;
import openencoder.media.MediaUri;
import openencoder.media.ObjectKey;
import openencoder.output.Manifest;
import openencoder.output.Output;
import openencoder.output.OutputKind;
import openencoder.preset.NewPreset;
import openencoder.preset.PresetRepository;
import openencoder.preset.SeededPresets;
import openencoder.roster.WorkerReport;
import openencoder.testing.InMemoryJobQueue;
import openencoder.testing.InMemoryJobRepository;
import openencoder.testing.InMemoryMachineRepository;
import openencoder.testing.InMemoryObjectStore;
import openencoder.testing.InMemoryOpenJobs;
import openencoder.testing.InMemoryPresetRepository;
import openencoder.testing.InMemoryUserRepository;
import openencoder.testing.InMemoryWorkerRegistry;
import openencoder.testing.SettableClock;
import openencoder.web.testing.Event;
import openencoder.web.testing.Identity;
import openencoder.web.testing.People;
import openencoder.web.testing.Reply;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The jobs function on in-memory twins, with five jobs: one that stands in each kind of state. */
final class JobsFixture {
    static final JobId COMPLETED = new JobId(1);
    static final JobId QUEUED = new JobId(2);
    static final JobId ENCODING = new JobId(3);
    static final JobId FAILED = new JobId(4);
    static final JobId CANCELLED = new JobId(5);
    static final String ORDER =
            """
            {"preset": "h264_baseline_360p_600", "source": "s3:///src/tears-of-steel-2s.mp4",
             "dest": "s3:///dst/tears-of-steel-2s/"}\
            """;

    private static final Duration LEASE = Duration.ofMinutes(1);

    final SettableClock clock;
    final JobRepository jobs;
    final JobQueue queue;
    final PresetRepository presets;
    final InMemoryUserRepository users = new InMemoryUserRepository();
    final InMemoryObjectStore store = new InMemoryObjectStore();
    final InMemoryWorkerRegistry workers = new InMemoryWorkerRegistry();
    final InMemoryMachineRepository machines = new InMemoryMachineRepository();
    final People people;
    final JobsLambda function;

    JobsFixture() {
        this(Map.of());
    }

    JobsFixture(SettableClock clock, JobRepository jobs, JobQueue queue) {
        this(clock, jobs, queue, Map.of());
    }

    /**
     * @param more of the environment
     */
    JobsFixture(Map<String, String> more) {
        this(SettableClock.atNoon(), more);
    }

    private JobsFixture(SettableClock clock, Map<String, String> more) {
        this(clock, new InMemoryJobRepository(), new InMemoryJobQueue(clock), more);
    }

    private JobsFixture(
            SettableClock clock, JobRepository jobs, JobQueue queue, Map<String, String> more) {
        this.clock = clock;
        this.jobs = jobs;
        this.queue = queue;
        presets = new SeededPresets(new InMemoryPresetRepository(), clock);
        people = new People(users, "", clock.instant());
        presets.add(
                new NewPreset("retired", "", "{\"raw\":[\"-c:v libx264\"]}", "retired.mp4", false),
                clock.instant());
        addJobs();
        workers.report(
                new WorkerReport(
                        "worker-1",
                        "laptop",
                        Optional.of(ENCODING),
                        "8.1.2",
                        clock.instant(),
                        clock.instant()));
        var environment = Identity.environment();
        environment.put("SOURCE_BUCKET", "films");
        environment.put("DESTINATION_BUCKET", "encoded");
        environment.putAll(more);
        var ports =
                new JobsApplication.Ports(
                        jobs,
                        new InMemoryOpenJobs(jobs),
                        presets,
                        users,
                        workers,
                        machines,
                        queue,
                        store);
        function = new JobsLambda(environment, ports, _ -> "", clock);
    }

    Reply send(Event event, Role role) {
        return event.bearer(people.token(role)).sentTo(function);
    }

    Job stored(JobId id) {
        return jobs.find(id).orElseThrow();
    }

    private void addJobs() {
        var now = clock.instant();
        jobs.replace(committed(encoding(add())).complete(now));
        add();
        jobs.replace(encoding(add()));
        var failed = add().claim("worker-1", now, LEASE);
        jobs.replace(failed.failAttempt(noMedia(), now));
        jobs.replace(add().cancel(now));
    }

    /** A completed job of an HLS playlist, an initialisation segment and two others. */
    Job addSegmented(String playlist) {
        var encoding = encoding(add());
        var files =
                List.of(
                        entry("f.m3u8", OutputKind.MAIN, "application/vnd.apple.mpegurl"),
                        entry("f init.mp4", OutputKind.INIT, "video/mp4"),
                        entry("f0.m4s", OutputKind.SEGMENT, "video/iso.segment"),
                        entry("f1.m4s", OutputKind.SEGMENT, "video/iso.segment"));
        var key = files.getFirst().output().key();
        store.write(key, playlist.getBytes(StandardCharsets.UTF_8), "text/plain");
        return jobs.replace(committed(encoding, files).complete(clock.instant())).orElseThrow();
    }

    private static Manifest.Entry entry(String name, OutputKind kind, String type) {
        var key = new ObjectKey("encoded", "dst/film/" + name);
        var none = Optional.<Output.Video>empty();
        return new Manifest.Entry(
                name,
                new Output(
                        key,
                        kind,
                        type,
                        10,
                        "0".repeat(64),
                        Optional.empty(),
                        none,
                        Optional.empty()));
    }

    private Job add() {
        var preset = presets.findByName("h264_baseline_360p_600").orElseThrow();
        var source = MediaUri.parse("source", "s3:///src/film.mp4");
        var dest = MediaUri.parse("dest", "s3:///dst/film/");
        var operator = people.user(Role.OPERATOR).id();
        return jobs.add(new NewJob(preset.snapshot(), source, dest, operator), clock.instant());
    }

    private Job encoding(Job job) {
        var claimed = job.claim("worker-1", clock.instant(), LEASE);
        var progress =
                new Progress(
                        Optional.of(43.26),
                        Optional.of(112.5),
                        Optional.of(4.7),
                        Optional.of(Duration.ofSeconds(31)));
        return claimed.probing().encoding(facts()).renewed(claimed.lease().orElseThrow(), progress);
    }

    private Job committed(Job encoding) {
        var output =
                new Output(
                        new ObjectKey("encoded", "dst/film/h264_baseline_360p_600.mp4"),
                        OutputKind.MAIN,
                        "video/mp4",
                        4096,
                        "0".repeat(64),
                        Optional.of(Duration.ofSeconds(2)),
                        Optional.of(new Output.Video("h264", 640, 360)),
                        Optional.of("aac"));
        return committed(encoding, List.of(new Manifest.Entry("film.mp4", output)));
    }

    private Job committed(Job encoding, List<Manifest.Entry> files) {
        var manifest = new Manifest(encoding.guid(), encoding.attempt(), files);
        var kept = encoding.manifestAt("encoded", encoding.attempt());
        var made = manifest.summary(new JsonManifests(store).write(manifest, kept));
        return encoding.uploading().committed(new Commit(encoding.attempt(), made));
    }

    private static SourceFacts facts() {
        return new SourceFacts(
                "mov,mp4",
                1_000_000,
                Optional.of(Duration.ofSeconds(2)),
                Optional.of(new SourceFacts.Video("h264", 1280, 720, 24, 0)),
                Optional.of(new SourceFacts.Audio("aac", 2, 48_000)));
    }

    private static JobError noMedia() {
        return new JobError(
                JobError.Kind.SOURCE,
                "source.no_media",
                "The source is no film that FFmpeg can read.",
                "src: Invalid data found when processing input");
    }
}
