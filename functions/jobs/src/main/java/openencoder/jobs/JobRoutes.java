package openencoder.jobs;

import static openencoder.web.auth.Access.GUEST;
import static openencoder.web.auth.Access.OPERATOR;

import openencoder.job.Job;
import openencoder.job.JobFilter;
import openencoder.job.JobId;
import openencoder.job.JobRepository;
import openencoder.job.JobStatus;
import openencoder.refusal.Invalid;
import openencoder.refusal.NotFound;
import openencoder.web.http.Call;
import openencoder.web.http.Listing;
import openencoder.web.http.Route;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Jobs over HTTP. */
final class JobRoutes {
    private record Created(
            String message, int status, long id, String guid, boolean repeated, JobView job) {}

    private record Status(int status, String jobStatus, Optional<Double> progress) {}

    private final JobRepository jobs;
    private final SubmitJob submitJob;
    private final DryRun dryRun;
    private final CancelJob cancelJob;
    private final RestartJob restartJob;
    private final FileLinks links;

    JobRoutes(
            JobRepository jobs,
            SubmitJob submitJob,
            DryRun dryRun,
            CancelJob cancelJob,
            RestartJob restartJob,
            FileLinks links) {
        this.jobs = jobs;
        this.submitJob = submitJob;
        this.dryRun = dryRun;
        this.cancelJob = cancelJob;
        this.restartJob = restartJob;
        this.links = links;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/api/jobs", OPERATOR, this::create),
                Route.post("/api/job", OPERATOR, this::create),
                Route.get("/api/jobs", GUEST, this::list),
                Route.get("/api/jobs/{id}", GUEST, call -> JobView.of(job(call))),
                Route.get("/api/jobs/{id}/status", GUEST, call -> status(job(call))),
                Route.post(
                        "/api/jobs/{id}/cancel",
                        OPERATOR,
                        call -> status(cancelJob.cancel(id(call)))),
                Route.post(
                        "/api/jobs/{id}/restart",
                        OPERATOR,
                        call -> status(restartJob.restart(id(call)))),
                Route.get("/api/jobs/{id}/outputs", GUEST, this::outputs),
                Route.post("/api/uploads", OPERATOR, this::upload));
    }

    private Object create(Call call) {
        var order = call.body(Order::of);
        if (call.flag("dry_run")) return dryRun.run(order, call.principal().id());
        var added = submitJob.submit(order, call.principal().id(), call.header("Idempotency-Key"));
        var job = JobView.of(added.job());
        return new Created("Job created", 200, job.id(), job.guid(), added.repeated(), job);
    }

    private Object list(Call call) {
        var filter =
                new JobFilter(call.query("status").map(JobRoutes::status), call.query("preset"));
        return Listing.of(jobs.page(call.page(), filter).map(JobView::of));
    }

    private Object outputs(Call call) {
        return links.outputsOf(job(call), call.page());
    }

    private Object upload(Call call) {
        return links.toUpload(call.body(fields -> fields.text("filename")));
    }

    private Job job(Call call) {
        var id = id(call);
        return jobs.find(id).orElseThrow(() -> new NotFound("job", id));
    }

    private static JobId id(Call call) {
        return new JobId(call.id("job"));
    }

    private static Status status(Job job) {
        return new Status(200, job.status().wireName(), JobView.of(job).progress());
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
