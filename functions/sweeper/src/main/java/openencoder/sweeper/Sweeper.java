package openencoder.sweeper;

import openencoder.job.Job;
import openencoder.job.JobError;
import openencoder.job.JobId;
import openencoder.job.JobQueue;
import openencoder.job.JobRepository;
import openencoder.job.JobState;
import openencoder.media.MediaUri;
import openencoder.media.ObjectKey;
import openencoder.media.ObjectStore;
import openencoder.web.schedule.IncompletePass;
import openencoder.web.schedule.Pass;
import openencoder.web.schedule.PassFailures;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Brings back what got lost: messages that were never sent or died, jobs whose worker died, files
 * that will never be published. Every move is a conditional write, so any number of sweepers may
 * run at the same time as the workers, at any moment.
 */
public final class Sweeper implements Pass {
    /** The most of each kind in one sweep, so that a sweep ends within a function's time. */
    private static final int LIMIT = 500;

    private static final Duration LONGEST_WAIT_FOR_A_MESSAGE = Duration.ofHours(12);

    /** The longest that the upload of one file may take. */
    private static final Duration LONGEST_UPLOAD = Duration.ofDays(1);

    /** The files of a job that could not be published; a bucket's rule removes them as late. */
    private static final Duration KEPT_FOR_A_RESTART = Duration.ofDays(7);

    private static final Duration STUCK_AFTER = Duration.ofMinutes(10);

    private static final Pattern STAGED =
            Pattern.compile(
                    Pattern.quote(MediaUri.RESERVED_PREFIX) + "attempts/(\\d+)-\\w+/(\\d+)/.*");
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    private final JobRepository jobs;
    private final JobQueue queue;
    private final JobQueue deadLetters;
    private final ObjectStore store;
    private final String destinationBucket;
    private final InstantSource clock;

    public Sweeper(
            JobRepository jobs,
            JobQueue queue,
            JobQueue deadLetters,
            ObjectStore store,
            String destinationBucket,
            InstantSource clock) {
        this.jobs = jobs;
        this.queue = queue;
        this.deadLetters = deadLetters;
        this.store = store;
        this.destinationBucket = destinationBucket;
        this.clock = clock;
    }

    /** A sweep has limits of its own. */
    @Override
    public Swept run(Duration time) {
        return sweep();
    }

    /**
     * One sweep. What fails is left for the next one and keeps nothing else from being done.
     *
     * @throws IncompletePass at the end, if anything failed
     */
    public Swept sweep() {
        var now = clock.instant();
        var failures = new PassFailures();
        var swept =
                dueJobs(now, failures)
                        .plus(
                                failures.attempt(
                                        "dead letters", () -> deadMessages(now), Swept.NOTHING))
                        .plus(failures.attempt("staged files", () -> staged(now), Swept.NOTHING))
                        .plus(
                                failures.attempt(
                                        "unfinished uploads", () -> uploads(now), Swept.NOTHING));
        failures.check(swept);
        return swept;
    }

    private Swept dueJobs(Instant now, PassFailures failures) {
        var swept = Swept.NOTHING;
        for (var id : failures.attempt("due jobs", () -> jobs.due(now, LIMIT), List.<JobId>of()))
            swept = swept.plus(failures.attempt("job " + id, () -> dueJob(id, now), Swept.NOTHING));
        return swept;
    }

    // The index lags behind the rows: only the row itself says what is due.
    private Swept dueJob(JobId id, Instant now) {
        var job = jobs.find(id).filter(found -> isDue(found, now));
        if (job.isEmpty()) return Swept.NOTHING;
        var stuck = isDue(job.get(), now.minus(STUCK_AFTER)) ? Swept.STUCK : Swept.NOTHING;
        return stuck.plus(bringBack(job.get(), now));
    }

    private static boolean isDue(Job job, Instant now) {
        return job.due().filter(due -> !due.isAfter(now)).isPresent();
    }

    private Swept bringBack(Job job, Instant now) {
        return switch (job.state()) {
            case JobState.Waiting _ -> sendAgain(job, now);
            case JobState.Running _ -> takeBack(job, now);
            case JobState.Ended _ -> Swept.NOTHING;
        };
    }

    /** Waits longer each time, so that a long queue is not filled with copies of its messages. */
    private Swept sendAgain(Job job, Instant now) {
        queue.send(job.id());
        var age = Duration.between(job.times().created(), now);
        var wait = clamp(age, Job.RESEND_AFTER, LONGEST_WAIT_FOR_A_MESSAGE);
        jobs.replace(job.sent(now.plus(wait)));
        LOG.atWarn().addKeyValue("jobId", job.id()).log("Message sent again");
        return Swept.SENT;
    }

    private Swept takeBack(Job job, Instant now) {
        var lost =
                JobError.of(
                        JobError.Kind.TRANSIENT,
                        "transient.worker_lost",
                        "The worker stopped reporting while the job was %s."
                                .formatted(job.status().wireName()));
        var taken = jobs.replace(job.failAttempt(lost, now));
        if (taken.isEmpty()) return Swept.NOTHING;
        LOG.atWarn()
                .addKeyValue("jobId", job.id())
                .addKeyValue("attempt", job.attempt())
                .log("Job taken back from a lost worker");
        if (!(taken.get().state() instanceof JobState.Waiting)) return Swept.GIVEN_UP;
        queue.send(job.id());
        return Swept.TAKEN_BACK;
    }

    private Swept deadMessages(Instant now) {
        var swept = Swept.NOTHING;
        for (var i = 0; i < LIMIT; i++) {
            var delivery = deadLetters.receive(Duration.ZERO);
            if (delivery.isEmpty()) return swept;
            swept = swept.plus(bury(delivery.get().job(), now));
            deadLetters.delete(delivery.get());
        }
        return swept;
    }

    /**
     * A job that still waits and was never claimed has a message that no worker could take. Any
     * other is on its way: it runs, ended, or was claimed and handed back.
     */
    private Swept bury(JobId id, Instant now) {
        var found = jobs.find(id);
        if (found.isEmpty() || !(found.get().state() instanceof JobState.Waiting waiting))
            return Swept.NOTHING;
        if (waiting.wasClaimed()) return sendAgain(found.get(), now);
        var undeliverable =
                JobError.of(
                        JobError.Kind.INTERNAL,
                        "internal.undeliverable",
                        "No worker could take the job; see the workers' logs, then restart it.");
        if (jobs.replace(found.get().giveUp(undeliverable, now)).isEmpty()) return Swept.NOTHING;
        LOG.atError().addKeyValue("jobId", id).log("Job given up: its message died");
        return Swept.GIVEN_UP;
    }

    private Swept uploads(Instant now) {
        return Swept.removed(store.abortUploads(destinationBucket, now.minus(LONGEST_UPLOAD)));
    }

    private Swept staged(Instant now) {
        var staged = new ObjectKey(destinationBucket, MediaUri.RESERVED_PREFIX + "attempts/");
        var keys = store.list(staged);
        // Read only after the listing: a listed file's attempt is then never newer than its job.
        var read = new HashMap<JobId, Optional<Job>>();
        var unwanted =
                keys.stream()
                        .filter(
                                key ->
                                        !isWanted(
                                                key,
                                                now,
                                                id -> read.computeIfAbsent(id, jobs::find)))
                        .toList();
        store.deleteAll(unwanted);
        return Swept.removed(unwanted.size());
    }

    private static boolean isWanted(
            ObjectKey key, Instant now, Function<JobId, Optional<Job>> find) {
        var parts = STAGED.matcher(key.key());
        if (!parts.matches()) return false;
        var attempt = Integer.parseInt(parts.group(2));
        var job = find.apply(new JobId(Long.parseLong(parts.group(1))));
        return job.filter(found -> mayPublish(found, attempt, now)).isPresent();
    }

    private static boolean mayPublish(Job job, int attempt, Instant now) {
        var isCommitted = job.commit().filter(commit -> commit.attempt() == attempt).isPresent();
        return switch (job.state()) {
            case JobState.Working _ -> job.attempt() == attempt;
            case JobState.Waiting _, JobState.Publishing _ -> isCommitted;
            case JobState.Failed _ ->
                    isCommitted
                            && job.times()
                                    .finished()
                                    .filter(end -> end.plus(KEPT_FOR_A_RESTART).isAfter(now))
                                    .isPresent();
            case JobState.Completed _, JobState.Cancelled _ -> false;
        };
    }

    private static Duration clamp(Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0) return least;
        return value.compareTo(most) > 0 ? most : value;
    }
}
