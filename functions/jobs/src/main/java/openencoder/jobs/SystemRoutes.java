package openencoder.jobs;

import static openencoder.web.auth.RequiredRole.ANYONE;
import static openencoder.web.auth.RequiredRole.GUEST;
import static openencoder.web.auth.RequiredRole.ROLE;

import static org.springframework.web.servlet.function.RouterFunctions.route;
import static org.springframework.web.servlet.function.ServerResponse.ok;

import openencoder.job.JobId;
import openencoder.job.JobQueue;
import openencoder.job.JobRepository;
import openencoder.roster.WorkerReport;
import openencoder.web.http.Listing;

import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How the system as a whole stands. */
final class SystemRoutes {
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
            Instant lastSeen,
            Optional<String> reason) {
        static Worker of(WorkerReport report) {
            return new Worker(
                    report.id(),
                    report.host(),
                    status(report),
                    report.job().map(JobId::value),
                    report.ffmpeg(),
                    report.startedAt(),
                    report.lastSeen(),
                    report.failure());
        }

        private static String status(WorkerReport report) {
            if (report.failure().isPresent()) return "unable";
            return report.job().isPresent() ? "busy" : "idle";
        }
    }

    private final JobRepository jobs;
    private final JobQueue queue;
    private final WorkerRoll roll;
    private final InstantSource clock;

    SystemRoutes(JobRepository jobs, JobQueue queue, WorkerRoll roll, InstantSource clock) {
        this.jobs = jobs;
        this.queue = queue;
        this.roll = roll;
        this.clock = clock;
    }

    RouterFunction<ServerResponse> routes() {
        return route().GET("/api", this::index)
                .withAttribute(ROLE, ANYONE)
                .GET("/api/health", this::health)
                .withAttribute(ROLE, ANYONE)
                .GET("/api/stats", this::stats)
                .withAttribute(ROLE, GUEST)
                .GET("/api/queue", this::queue)
                .withAttribute(ROLE, GUEST)
                .GET("/api/workers", this::workers)
                .withAttribute(ROLE, GUEST)
                .build();
    }

    private ServerResponse index(ServerRequest request) {
        return ok().body(
                        new Index(
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
                                        "/api/health")));
    }

    private ServerResponse health(ServerRequest request) {
        return ok().body(new Health(200, "ok", clock.instant()));
    }

    private ServerResponse stats(ServerRequest request) {
        var counts = new TreeMap<String, Long>();
        jobs.counts().forEach((status, count) -> counts.put(status.wireName(), count));
        var total = counts.values().stream().mapToLong(Long::longValue).sum();
        return ok().body(new Stats(200, total, counts));
    }

    private ServerResponse queue(ServerRequest request) {
        var depth = queue.depth();
        return ok().body(new Queue(200, depth.waiting(), depth.inFlight(), depth.dead()));
    }

    private ServerResponse workers(ServerRequest request) {
        var items = roll.now().stream().map(Worker::of).toList();
        return ok().body(new Listing<>(items.size(), items));
    }
}
