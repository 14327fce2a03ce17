package openencoder.jobs;

import openencoder.account.UserId;
import openencoder.job.IdempotencyKey;
import openencoder.job.Job;
import openencoder.job.JobRepository;
import openencoder.job.JobRepository.Added;
import openencoder.job.NewJob;
import openencoder.refusal.Malformed;
import openencoder.refusal.TooMany;

import java.time.InstantSource;
import java.util.Optional;

/** Makes a job: first its row, which says that its message is yet to be sent, then the message. */
final class SubmitJob {
    private static final int LONGEST_KEY = 255;

    private final CheckOrder checkOrder;
    private final Admission admission;
    private final JobRepository jobs;
    private final Announcer announcer;
    private final InstantSource clock;

    SubmitJob(
            CheckOrder checkOrder,
            Admission admission,
            JobRepository jobs,
            Announcer announcer,
            InstantSource clock) {
        this.checkOrder = checkOrder;
        this.admission = admission;
        this.jobs = jobs;
        this.announcer = announcer;
        this.clock = clock;
    }

    /**
     * @param key chosen by the client, so that the same order sent twice makes one job
     */
    Added submit(Order order, UserId user, Optional<String> key) {
        key.ifPresent(SubmitJob::check);
        var wanted = checkOrder.check(order, user);
        var added =
                key.map(text -> add(wanted, new IdempotencyKey(user, text, order.fingerprint())))
                        .orElseGet(() -> new Added(add(wanted), false));
        if (!added.repeated()) announcer.announce(added.job());
        return added;
    }

    private Job add(NewJob wanted) {
        return admission.admit(wanted.createdBy(), () -> jobs.add(wanted, clock.instant()));
    }

    /**
     * Refuses a key as {@link #submit} would.
     *
     * @throws Malformed {@code idempotency_key.invalid}
     */
    void check(String text, Order order, UserId user) {
        check(text);
        jobs.find(new IdempotencyKey(user, text, order.fingerprint()), clock.instant());
    }

    private Added add(NewJob wanted, IdempotencyKey key) {
        try {
            var added =
                    admission.admit(
                            wanted.createdBy(), () -> jobs.add(wanted, key, clock.instant()));
            if (added.repeated()) admission.takeBack(wanted.createdBy());
            return added;
        } catch (TooMany refused) {
            // a repeat begins no job
            var made = jobs.find(key, clock.instant());
            return new Added(made.orElseThrow(() -> refused), true);
        }
    }

    /**
     * @throws Malformed {@code idempotency_key.invalid}
     */
    private static void check(String key) {
        var isPrintable = key.chars().allMatch(c -> c > ' ' && c < 127);
        if (key.isEmpty() || key.length() > LONGEST_KEY || !isPrintable)
            throw new Malformed(
                    "idempotency_key.invalid",
                    "Idempotency-Key must be 1 to 255 printable ASCII characters without blanks.");
    }
}
