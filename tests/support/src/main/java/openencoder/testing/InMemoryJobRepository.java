package openencoder.testing;

import openencoder.job.IdempotencyKey;
import openencoder.job.Job;
import openencoder.job.JobFilter;
import openencoder.job.JobId;
import openencoder.job.JobRepository;
import openencoder.job.JobStatus;
import openencoder.job.NewJob;
import openencoder.page.Page;
import openencoder.page.PageRequest;
import openencoder.refusal.Invalid;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

public final class InMemoryJobRepository implements JobRepository {
    private static final Duration KEY_LIFE = Duration.ofDays(1);

    private record Slot(long user, String key) {
        static Slot of(IdempotencyKey key) {
            return new Slot(key.user().value(), key.key());
        }
    }

    private record Used(String fingerprint, JobId job, Instant until) {}

    private final NavigableMap<Long, Job> jobs = new TreeMap<>();
    private final Map<Slot, Used> keys = new HashMap<>();

    @Override
    public synchronized Job add(NewJob asked, Instant now) {
        var id = new JobId(jobs.isEmpty() ? 1 : jobs.lastKey() + 1);
        var job = Job.queued(id, asked, now);
        jobs.put(id.value(), job);
        return job;
    }

    @Override
    public synchronized Added add(NewJob asked, IdempotencyKey key, Instant now) {
        var made = find(key, now);
        if (made.isPresent()) return new Added(made.get(), true);
        var job = add(asked, now);
        keys.put(Slot.of(key), new Used(key.fingerprint(), job.id(), now.plus(KEY_LIFE)));
        return new Added(job, false);
    }

    @Override
    public synchronized int queuedBefore(JobId id, int limit) {
        var before =
                jobs.headMap(id.value()).values().stream()
                        .filter(job -> job.status() == JobStatus.QUEUED)
                        .count();
        return (int) Math.min(limit, before);
    }

    @Override
    public synchronized Optional<Job> find(IdempotencyKey key, Instant now) {
        var used = keys.get(Slot.of(key));
        if (used == null || !now.isBefore(used.until())) return Optional.empty();
        if (!used.fingerprint().equals(key.fingerprint()))
            throw new Invalid(
                    "idempotency_key.reused",
                    "Idempotency-Key",
                    "was used for another request within the last day; choose a new one");
        return find(used.job());
    }

    @Override
    public synchronized Optional<Job> find(JobId id) {
        return Optional.ofNullable(jobs.get(id.value()));
    }

    @Override
    public synchronized Optional<Job> replace(Job moved) {
        var stored = jobs.get(moved.id().value());
        var next = moved.withRevision(moved.revision() + 1);
        if (next.equals(stored)) return Optional.of(stored);
        if (stored == null || stored.revision() != moved.revision()) return Optional.empty();
        jobs.put(moved.id().value(), next);
        return Optional.of(next);
    }

    @Override
    public synchronized Page<Job> page(PageRequest request, JobFilter filter) {
        if (!filter.isAll()) request.endWithin(FILTERED_DEPTH);
        var matching = jobs.descendingMap().values().stream().filter(filter::admits).toList();
        var items = matching.stream().skip(request.skipped()).limit(request.count()).toList();
        var total = filter.isAll() ? matching.size() : Math.min(COUNT_LIMIT, matching.size());
        return new Page<>(items, total);
    }

    @Override
    public synchronized Map<JobStatus, Long> counts() {
        var counts = new EnumMap<JobStatus, Long>(JobStatus.class);
        for (var status : JobStatus.values()) counts.put(status, 0L);
        jobs.values().forEach(job -> counts.merge(job.status(), 1L, Long::sum));
        return counts;
    }

    @Override
    public synchronized List<JobId> due(Instant now, int limit) {
        return jobs.values().stream()
                .filter(job -> job.due().map(due -> !due.isAfter(now)).orElse(false))
                .sorted(Comparator.comparing(job -> job.due().orElseThrow()))
                .limit(limit)
                .map(Job::id)
                .toList();
    }
}
