package openencoder.machines;

import openencoder.account.Role;
import openencoder.account.UserId;
import openencoder.job.Job;
import openencoder.job.JobId;
import openencoder.job.JobRepository;
import openencoder.job.NewJob;
import openencoder.machine.Machine;
import openencoder.machine.MachineId;
import openencoder.machine.MachineRepository;
import openencoder.machine.MachineToken;
import openencoder.machine.Providers;
import openencoder.media.MediaUri;
import openencoder.preset.PresetId;
import openencoder.preset.PresetSnapshot;
import openencoder.protocol.AccessKeys;
import openencoder.roster.WorkerRegistry;
import openencoder.testing.InMemoryFleetRepository;
import openencoder.testing.InMemoryJobRepository;
import openencoder.testing.InMemoryMachineRepository;
import openencoder.testing.InMemoryUserRepository;
import openencoder.testing.InMemoryWorkerRegistry;
import openencoder.testing.SampleMachines;
import openencoder.testing.SettableClock;
import openencoder.web.testing.Event;
import openencoder.web.testing.Identity;
import openencoder.web.testing.People;
import openencoder.web.testing.Reply;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The machines function on in-memory twins, without machines; {@link #populated} has one that
 * boots, one that idles, one that drains, and two that no row knows, of which one is another
 * deployment's.
 */
public final class MachinesFixture {
    public static final long BOOTING = 3_000_000_001L;
    public static final long IDLE = 3_000_000_002L;
    public static final long DRAINING = 3_000_000_003L;
    static final long ORPHAN = 3_000_000_004L;
    static final long FOREIGN = 3_000_000_005L;
    public static final JobId QUEUED = new JobId(1);
    public static final JobId CLAIMED = new JobId(2);
    public static final JobId CANCELLED = new JobId(3);
    static final String TAG = "openencoder:open-encoder";
    static final String ORDER =
            """
            {"provider": "digitalocean", "region": "sfo3", "size": "s-1vcpu-1gb", "count": 1}\
            """;

    public final SettableClock clock = SettableClock.atNoon();
    public final MachineRepository machines;
    public final JobRepository jobs = new InMemoryJobRepository();
    final WorkerRegistry workers = new InMemoryWorkerRegistry();
    final InMemoryUserRepository users = new InMemoryUserRepository();
    final InMemoryFleetRepository fleets = new InMemoryFleetRepository();
    final Droplets droplets = new Droplets(clock);
    final People people = new People(users, "", clock.instant());
    final List<String> policies = new ArrayList<>();
    final Map<MachineId, MachineToken> enrolments = new ConcurrentHashMap<>();
    public final Map<Long, String> sessions = new HashMap<>();
    public final MachinesLambda function;
    private final AtomicInteger issued = new AtomicInteger();

    MachinesFixture() {
        this(new InMemoryMachineRepository());
    }

    MachinesFixture(MachineRepository machines) {
        this.machines = machines;
        var ports =
                new MachinesApplication.Ports(
                        machines,
                        fleets,
                        jobs,
                        users,
                        workers,
                        Providers.of(droplets),
                        (api, enrolment) -> {
                            enrolments.put(enrolment.machine(), enrolment);
                            return "#cloud-config\n# " + api;
                        },
                        this::issue);
        function = new MachinesLambda(environment(), ports, _ -> "", clock);
    }

    private AccessKeys issue(MachineId machine, String policy) {
        synchronized (policies) {
            policies.add(policy);
        }
        return new AccessKeys(
                "ASIA" + issued.incrementAndGet(),
                "secret",
                "token",
                clock.instant().plus(Duration.ofMinutes(15)));
    }

    public static Map<String, String> environment() {
        var environment = Identity.environment();
        environment.put("DEPLOYMENT", "open-encoder");
        environment.put("ARTIFACTS_BUCKET", "artifacts");
        environment.put(
                "WORKER_ROLE_ARN", "arn:aws:iam::123456789012:role/open-encoder-WorkerRole-1");
        environment.put("AWS_REGION", "eu-central-1");
        environment.put(
                "JOBS_QUEUE_URL", "https://sqs.eu-central-1.amazonaws.com/123456789012/jobs");
        environment.put("JOBS_TABLE", "jobs");
        environment.put("SOURCE_BUCKET", "films");
        environment.put("DESTINATION_BUCKET", "encoded");
        return environment;
    }

    public static MachinesFixture populated() {
        var world = new MachinesFixture();
        world.populate();
        return world;
    }

    private void populate() {
        for (var i = 0; i < 3; i++) send(Event.post("/api/machines").json(ORDER), Role.OPERATOR);
        droplets.create(SampleMachines.request("open-encoder-lost", "fra1", "c-4", TAG, ""));
        droplets.create(SampleMachines.request("other", "fra1", "c-4", "openencoder:other", ""));
        clock.tick(Droplets.BOOT_TIME);
        enrol(IDLE);
        enrol(DRAINING);
        for (var i = 0; i < 3; i++) jobs.add(asked(), clock.instant());
        jobs.replace(stored(CANCELLED).cancel(clock.instant()));
        agent("/api/worker/claims", DRAINING, "{\"job\":2}");
        agent("/api/worker/heartbeat", DRAINING, heartbeat("2", false));
        machines.replace(machine(DRAINING).drain(clock.instant()));
        policies.clear();
    }

    private static NewJob asked() {
        return new NewJob(
                new PresetSnapshot(
                        new PresetId(1), "web", "{\"raw\":[\"-c:v libx264\"]}", "web.mp4"),
                MediaUri.parse("source", "s3:///src/film.mp4"),
                MediaUri.parse("dest", "s3:///dst/"),
                new UserId(1));
    }

    Reply send(Event event, Role role) {
        return event.bearer(people.token(role)).sentTo(function);
    }

    /** The enrolment of a booted machine, as its agent asks for it. */
    Reply tryEnrol(long droplet) {
        return tryEnrol(droplet, address(droplet));
    }

    Reply tryEnrol(long droplet, String address) {
        return tryEnrol(enrolment(droplet).text(), address);
    }

    Reply tryEnrol(String token, String address) {
        var body = "{\"token\":\"%s\"}".formatted(token);
        return Event.post("/api/worker/enrol").from(address).json(body).sentTo(function);
    }

    void enrol(long droplet) {
        var reply = tryEnrol(droplet);
        sessions.put(droplet, reply.json().path("session").path("token").asString());
    }

    Reply agent(String path, long droplet, String body) {
        return agent(path, sessions.get(droplet), body);
    }

    Reply agent(String path, String session, String body) {
        return Event.post(path).bearer(session).json(body).sentTo(function);
    }

    /**
     * @param job its number, or null
     */
    static String heartbeat(String job, boolean drained) {
        return """
        {"job":%s,"attempt":null,"ffmpeg":"8.1.2","host":"droplet","started":"2026-01-02T12:00:30Z",
         "drained":%s}\
        """
                .formatted(job, drained);
    }

    public MachineToken enrolment(long droplet) {
        return enrolments.get(machine(droplet).id());
    }

    public Machine machine(long droplet) {
        return found(droplet).orElseThrow();
    }

    Optional<Machine> found(long droplet) {
        return machines.living().stream()
                .filter(
                        m ->
                                m.rent()
                                        .filter(
                                                rent ->
                                                        rent.id()
                                                                .equals(
                                                                        SampleMachines.instance(
                                                                                droplet)))
                                        .isPresent())
                .findFirst();
    }

    public Job stored(JobId id) {
        return jobs.find(id).orElseThrow();
    }

    public String address(long droplet) {
        return droplets.find(SampleMachines.instance(droplet)).orElseThrow().addresses().getFirst();
    }

    /** By the names that stand for them in the files of events. */
    Map<String, String> tokens() {
        var tokens = people.tokens();
        tokens.put("ENROLMENT_TOKEN", enrolment(BOOTING).text());
        tokens.put("USED_ENROLMENT_TOKEN", enrolment(IDLE).text());
        tokens.put("SESSION_TOKEN", sessions.get(IDLE));
        tokens.put("DRAINING_SESSION_TOKEN", sessions.get(DRAINING));
        return tokens;
    }
}
