package openencoder.aws.dynamo;

import openencoder.aws.client.Backoff;
import openencoder.job.IdempotencyKey;
import openencoder.job.Job;
import openencoder.job.JobFilter;
import openencoder.job.JobId;
import openencoder.job.JobRepository;
import openencoder.job.JobStatus;
import openencoder.job.NewJob;
import openencoder.job.Unstorable;
import openencoder.page.Page;
import openencoder.page.PageRequest;
import openencoder.refusal.Conflict;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Jobs in a table, one row each under its id. A crash between drawing an id and storing the row
 * leaves a gap: the page that would show it is a row short, and the total of an unfiltered list
 * counts it.
 */
public final class DynamoJobRepository implements JobRepository {
    // docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
    private static final Set<String> FOR_WHAT_IT_HOLDS =
            Set.of("ValidationException", "ItemCollectionSizeLimitExceededException");

    // Longer than a reservation lives: a waiter outlives a maker that died.
    private static final Duration TIMEOUT = Reservations.LIFE.plusSeconds(5);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final int COUNTED_EXACTLY = 10_000;

    private final Rows rows;
    // Who adds no jobs and lists none needs no counters, and may have no right to them.
    private final Supplier<Counter> counter;
    private final JobIndexes indexes;
    private final IdempotencyKeys keys;
    private final Transactions transactions;
    private final int countedExactly;

    public DynamoJobRepository(DynamoDbClient dynamoDb, Tables tables) {
        this(dynamoDb, tables, COUNTED_EXACTLY);
    }

    DynamoJobRepository(DynamoDbClient dynamoDb, Tables tables, int countedExactly) {
        this.rows = new Rows(dynamoDb, tables.jobs());
        this.counter = () -> new Counter(dynamoDb, tables.counters(), "jobs");
        this.indexes = new JobIndexes(dynamoDb, tables.jobs());
        this.keys = new IdempotencyKeys(rows);
        this.transactions = new Transactions(dynamoDb);
        this.countedExactly = countedExactly;
    }

    @Override
    public Job add(NewJob asked, Instant now) {
        var job = Job.queued(new JobId(counter.get().next()), asked, now);
        var standing = rows.put(JobItem.write(job), Condition.absent());
        if (standing.isEmpty() || isWritten(job, standing.get())) return job;
        throw behind(job.id());
    }

    @Override
    public Added add(NewJob asked, IdempotencyKey key, Instant now) {
        var began = System.nanoTime();
        while (true) {
            var waited = Duration.ofNanos(System.nanoTime() - began);
            if (waited.compareTo(TIMEOUT) > 0) throw busy();
            switch (keys.ask(key, now.plus(waited))) {
                case IdempotencyKeys.Answer.Used(var id) -> {
                    return new Added(find(id).orElseThrow(() -> behind(id)), true);
                }
                case IdempotencyKeys.Answer.Granted granted -> {
                    var job = Job.queued(new JobId(counter.get().next()), asked, now);
                    if (isStored(job, key, granted, now)) return new Added(job, false);
                }
                case IdempotencyKeys.Answer.Busy _ -> Backoff.sleep(POLL);
            }
        }
    }

    @Override
    public Optional<Job> find(IdempotencyKey key, Instant now) {
        return keys.find(key, now).flatMap(this::find);
    }

    @Override
    public int queuedBefore(JobId id, int limit) {
        return indexes.queuedBefore(id, limit);
    }

    private boolean isStored(
            Job job, IdempotencyKey key, IdempotencyKeys.Answer.Granted granted, Instant now) {
        var refused =
                transactions.write(
                        List.of(
                                rows.putting(JobItem.write(job), Condition.absent()),
                                keys.used(key, granted, job.id(), now)));
        if (refused.contains(0)) throw behind(job.id());
        return refused.isEmpty();
    }

    @Override
    public Optional<Job> find(JobId id) {
        return rows.find(JobItem.pk(id)).map(JobItem::read);
    }

    @Override
    public Optional<Job> replace(Job moved) {
        var next = moved.withRevision(moved.revision() + 1);
        var standing = put(next, Condition.revisionIs(moved.revision()));
        if (standing.isEmpty() || isWritten(next, standing.get())) return Optional.of(next);
        return Optional.empty();
    }

    private Optional<Item> put(Job job, Condition condition) {
        try {
            return rows.put(JobItem.write(job), condition);
        } catch (DynamoDbException refused) {
            if (isForWhatItHolds(refused)) throw new Unstorable(job.id(), refused);
            throw refused;
        }
    }

    private static boolean isForWhatItHolds(DynamoDbException refused) {
        return Optional.ofNullable(refused.awsErrorDetails())
                .map(AwsErrorDetails::errorCode)
                .filter(FOR_WHAT_IT_HOLDS::contains)
                .isPresent();
    }

    // A write may be refused by itself: it arrived, its answer did not, and it was sent again.
    private static boolean isWritten(Job job, Item standing) {
        return standing.has("id") && JobItem.read(standing).equals(job);
    }

    @Override
    public Page<Job> page(PageRequest request, JobFilter filter) {
        if (!filter.isAll()) return filtered(request, filter);
        var last = counter.get().last();
        return new Page<>(jobs(request.idsDownFrom(last)), last);
    }

    // One query gives both the count and the page, unless the page lies deeper than is counted.
    private Page<Job> filtered(PageRequest request, JobFilter filter) {
        var end = request.endWithin(FILTERED_DEPTH);
        var ids = indexes.newest(filter, Math.max(COUNT_LIMIT, end));
        var onPage = ids.stream().skip(request.skipped()).limit(request.count()).toList();
        // The index may name a job that has just moved on.
        var items = jobs(onPage).stream().filter(filter::admits).toList();
        return new Page<>(items, Math.min(COUNT_LIMIT, ids.size()));
    }

    private List<Job> jobs(Collection<Long> ids) {
        var pks = ids.stream().map(id -> Long.toString(id)).toList();
        var found = rows.findAll(pks);
        return pks.stream().map(found::get).filter(Objects::nonNull).map(JobItem::read).toList();
    }

    /**
     * {@inheritDoc}
     *
     * <p>Exact up to 10,000 of a status. Of more, only the completed ones are counted on: as all
     * ids ever drawn less all jobs that are elsewhere, so that the few gaps count as completed.
     * Other statuses stay at 10,000.
     */
    @Override
    public Map<JobStatus, Long> counts() {
        var counts = new EnumMap<JobStatus, Long>(JobStatus.class);
        for (var status : JobStatus.values())
            counts.put(status, indexes.count(status, countedExactly));
        if (counts.get(JobStatus.COMPLETED) < countedExactly) return counts;
        var all = counts.values().stream().mapToLong(Long::longValue).sum();
        var elsewhere = all - counts.get(JobStatus.COMPLETED);
        var rest = counter.get().last() - elsewhere;
        counts.put(JobStatus.COMPLETED, Math.max(countedExactly, rest));
        return counts;
    }

    @Override
    public List<JobId> due(Instant now, int limit) {
        return indexes.due(now, limit);
    }

    private static IllegalStateException behind(JobId id) {
        return new IllegalStateException(
                "The counters and jobs tables do not belong together: see job %s.".formatted(id));
    }

    private static Conflict busy() {
        return new Conflict(
                "idempotency_key.in_use",
                "Another request with this Idempotency-Key is still being worked on; send it again"
                        + " in a few seconds.");
    }
}
