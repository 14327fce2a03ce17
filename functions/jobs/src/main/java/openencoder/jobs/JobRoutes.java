package openencoder.jobs;

import static openencoder.web.auth.RequiredRole.GUEST;
import static openencoder.web.auth.RequiredRole.OPERATOR;
import static openencoder.web.auth.RequiredRole.ROLE;
import static openencoder.web.http.Parameters.QUERY;

import static org.springframework.web.servlet.function.RouterFunctions.route;
import static org.springframework.web.servlet.function.ServerResponse.ok;

import openencoder.account.Role;
import openencoder.job.Job;
import openencoder.job.JobFilter;
import openencoder.job.JobId;
import openencoder.job.JobRepository;
import openencoder.job.JobStatus;
import openencoder.refusal.Invalid;
import openencoder.refusal.NotFound;
import openencoder.web.auth.Principal;
import openencoder.web.http.Listing;
import openencoder.web.http.Parameters;
import openencoder.web.http.StrictJson;

import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Jobs over HTTP. */
final class JobRoutes {
    private record Created(
            String outcome,
            String message,
            int status,
            long id,
            String guid,
            boolean repeated,
            JobView job) {}

    private record Status(int status, String jobStatus, Optional<Double> progress) {}

    private final JobRepository jobs;
    private final SubmitJob submitJob;
    private final DryRun dryRun;
    private final RestartJob restartJob;
    private final FileLinks links;
    private final WhyJobsWait whyJobsWait;
    private final InstantSource clock;

    JobRoutes(
            JobRepository jobs,
            SubmitJob submitJob,
            DryRun dryRun,
            RestartJob restartJob,
            FileLinks links,
            WhyJobsWait whyJobsWait,
            InstantSource clock) {
        this.jobs = jobs;
        this.submitJob = submitJob;
        this.dryRun = dryRun;
        this.restartJob = restartJob;
        this.links = links;
        this.whyJobsWait = whyJobsWait;
        this.clock = clock;
    }

    RouterFunction<ServerResponse> routes() {
        return route().POST("/api/jobs", this::create)
                .withAttribute(ROLE, OPERATOR)
                .withAttribute(QUERY, List.of("dry_run"))
                .POST("/api/job", this::create)
                .withAttribute(ROLE, OPERATOR)
                .withAttribute(QUERY, List.of("dry_run"))
                .GET("/api/jobs", this::list)
                .withAttribute(ROLE, GUEST)
                .withAttribute(QUERY, List.of("page", "count", "status", "preset"))
                .GET("/api/jobs/{id}", this::show)
                .withAttribute(ROLE, GUEST)
                .GET("/api/jobs/{id}/status", this::status)
                .withAttribute(ROLE, GUEST)
                .POST("/api/jobs/{id}/cancel", this::cancel)
                .withAttribute(ROLE, OPERATOR)
                .POST("/api/jobs/{id}/restart", this::restart)
                .withAttribute(ROLE, OPERATOR)
                .GET("/api/jobs/{id}/outputs", this::outputs)
                .withAttribute(ROLE, OPERATOR)
                .withAttribute(QUERY, List.of("page", "count"))
                .POST("/api/uploads", this::upload)
                .withAttribute(ROLE, OPERATOR)
                .build();
    }

    private ServerResponse create(ServerRequest request) {
        var order = StrictJson.read(request, Order::of);
        var key = Parameters.header(request, "Idempotency-Key");
        if (Parameters.flag(request, "dry_run")) {
            var user = Principal.of(request).id();
            key.ifPresent(text -> submitJob.check(text, order, user));
            return ok().body(dryRun.run(order, user));
        }
        var added = submitJob.submit(order, Principal.of(request).id(), key);
        var job = JobView.of(added.job(), Principal.of(request).role());
        return ok().body(
                        new Created(
                                "created",
                                "Job created",
                                200,
                                job.id(),
                                job.guid(),
                                added.repeated(),
                                job));
    }

    private ServerResponse list(ServerRequest request) {
        var filter =
                new JobFilter(
                        Parameters.given(request, "status").map(JobRoutes::status),
                        Parameters.query(request, "preset"));
        var reader = Principal.of(request).role();
        var page = jobs.page(Parameters.page(request), filter);
        return ok().body(Listing.of(page.map(job -> JobView.of(job, reader))));
    }

    private ServerResponse show(ServerRequest request) {
        var job = job(request);
        var reader = Principal.of(request).role();
        return ok().body(JobView.of(job, reader, whyJobsWait.of(job)));
    }

    private ServerResponse status(ServerRequest request) {
        return ok().body(status(job(request)));
    }

    private ServerResponse cancel(ServerRequest request) {
        return ok().body(status(jobs.update(id(request), job -> job.cancel(clock.instant()))));
    }

    private ServerResponse restart(ServerRequest request) {
        return ok().body(status(restartJob.restart(id(request))));
    }

    private ServerResponse outputs(ServerRequest request) {
        return ok().body(links.outputsOf(job(request), Parameters.page(request)));
    }

    private ServerResponse upload(ServerRequest request) {
        return ok().body(links.toUpload(StrictJson.read(request, FileLinks.Upload::of)));
    }

    private Job job(ServerRequest request) {
        var id = id(request);
        return jobs.find(id).orElseThrow(() -> new NotFound("job", id));
    }

    private static JobId id(ServerRequest request) {
        return new JobId(Parameters.id(request, "job"));
    }

    private static Status status(Job job) {
        return new Status(200, job.status().wireName(), JobView.of(job, Role.GUEST).progress());
    }

    private static JobStatus status(String name) {
        return JobStatus.ofWireName(name.toLowerCase(Locale.ROOT))
                .orElseThrow(
                        () ->
                                new Invalid(
                                        "job.status",
                                        "status",
                                        "must be a job's status, like encoding"));
    }
}
