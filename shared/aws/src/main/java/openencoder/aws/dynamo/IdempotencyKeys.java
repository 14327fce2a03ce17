package openencoder.aws.dynamo;

import openencoder.job.IdempotencyKey;
import openencoder.job.JobId;
import openencoder.media.Sha256;
import openencoder.refusal.Invalid;

import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The keys that clients send to make a repeat harmless, as rows beside the jobs: first a
 * reservation, then, in the transaction that stores the job, the job's id for a day.
 */
final class IdempotencyKeys {
    private static final Duration LIFE = Duration.ofDays(1);

    private final Rows rows;
    private final Reservations reservations;

    /** What asking for a key gives. */
    sealed interface Answer {
        /** The caller is to make the job and to store it together with {@link #used}. */
        record Granted(String token) implements Answer {}

        /** Another request is making the job at this moment. */
        record Busy() implements Answer {}

        record Used(JobId job) implements Answer {}
    }

    IdempotencyKeys(Rows rows) {
        this.rows = rows;
        this.reservations = new Reservations(rows);
    }

    /**
     * @throws Invalid {@code idempotency_key.reused} if the key came with another fingerprint
     */
    Answer ask(IdempotencyKey key, Instant now) {
        var details = Item.empty().text("fingerprint", key.fingerprint());
        var attempt = reservations.reserve(pk(key), details, now);
        if (attempt.standing().isEmpty()) return new Answer.Granted(attempt.mine());
        var standing = attempt.standing().get();
        // Deleted between the refusal and now.
        if (!standing.has("fingerprint")) return new Answer.Busy();
        if (!standing.text("fingerprint").equals(key.fingerprint())) throw reused();
        if (Reservations.isReservation(standing)) return new Answer.Busy();
        return new Answer.Used(new JobId(standing.number("job")));
    }

    /**
     * @throws Invalid {@code idempotency_key.reused} if the key came with another fingerprint
     */
    Optional<JobId> find(IdempotencyKey key, Instant now) {
        // DynamoDB may keep for days what is over
        var standing =
                rows.find(pk(key)).filter(item -> item.number(Item.TTL) >= now.getEpochSecond());
        if (standing.isEmpty()) return Optional.empty();
        if (!standing.get().text("fingerprint").equals(key.fingerprint())) throw reused();
        return standing.get().maybe("job", Item::number).map(JobId::new);
    }

    /** Ties the key to the job, unless the reservation is no longer the caller's. */
    TransactWriteItem used(IdempotencyKey key, Answer.Granted granted, JobId job, Instant now) {
        var item =
                Item.empty()
                        .text(Item.PK, pk(key))
                        .text("fingerprint", key.fingerprint())
                        .number("job", job.value())
                        .number(Item.TTL, now.plus(LIFE).getEpochSecond());
        return rows.putting(item, Condition.reservedWith(granted.token()));
    }

    private static String pk(IdempotencyKey key) {
        return "idempotency#" + Sha256.of(key.user() + "|" + key.key());
    }

    private static Invalid reused() {
        return new Invalid(
                "idempotency_key.reused",
                "Idempotency-Key",
                "was used for another request within the last day; choose a new one");
    }
}
