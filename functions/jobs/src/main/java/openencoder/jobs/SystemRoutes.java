package openencoder.jobs;

import static openencoder.web.auth.Access.ANYONE;
import static openencoder.web.auth.Access.GUEST;

import openencoder.job.JobId;
import openencoder.job.JobQueue;
import openencoder.job.JobRepository;
import openencoder.roster.WorkerReport;
import openencoder.roster.WorkerRoster;
import openencoder.web.http.Call;
import openencoder.web.http.Listing;
import openencoder.web.http.Route;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How the system as a whole stands. */
final class SystemRoutes {
    private static final Duration LATELY = Duration.ofSeconds(60);

    private record Index(String name, String version, List<String> resources) {}

    private record Health(int status, String health, Instant time) {}

    private record Stats(int status, long total, Map<String, Long> jobs) {}

    private record Queue(int status, long waiting, long inFlight, long dead) {}

    private record Worker(
            String id,
            String host,
            String status,
            Optional<Long> jobId,
            String ffmpeg,
            Instant startedDate,
            Instant lastSeen) {
        static Worker of(WorkerReport report) {
            return new Worker(
                    report.id(),
                    report.host(),
                    report.job().isPresent() ? "busy" : "idle",
                    report.job().map(JobId::value),
                    report.ffmpeg(),
                    report.startedAt(),
                    report.lastSeen());
        }
    }

    private final JobRepository jobs;
    private final JobQueue queue;
    private final WorkerRoster workers;
    private final InstantSource clock;

    SystemRoutes(JobRepository jobs, JobQueue queue, WorkerRoster workers, InstantSource clock) {
        this.jobs = jobs;
        this.queue = queue;
        this.workers = workers;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api", ANYONE, _ -> index()),
                Route.get("/api/health", ANYONE, _ -> new Health(200, "ok", clock.instant())),
                Route.get("/api/stats", GUEST, this::stats),
                Route.get("/api/queue", GUEST, this::queue),
                Route.get("/api/workers", GUEST, this::workers));
    }

    private static Index index() {
        return new Index(
                "Open Encoder API",
                "v1",
                List.of(
                        "/api/register",
                        "/api/login",
                        "/api/me",
                        "/api/jobs",
                        "/api/uploads",
                        "/api/presets",
                        "/api/machines",
                        "/api/fleet",
                        "/api/stats",
                        "/api/queue",
                        "/api/workers",
                        "/api/health"));
    }

    private Object stats(Call call) {
        var counts = new TreeMap<String, Long>();
        jobs.counts().forEach((status, count) -> counts.put(status.wireName(), count));
        var total = counts.values().stream().mapToLong(Long::longValue).sum();
        return new Stats(200, total, counts);
    }

    private Object queue(Call call) {
        var depth = queue.depth();
        return new Queue(200, depth.waiting(), depth.inFlight(), depth.dead());
    }

    private Object workers(Call call) {
        var items =
                workers.seenSince(clock.instant().minus(LATELY)).stream().map(Worker::of).toList();
        return new Listing<>(items.size(), items);
    }
}
