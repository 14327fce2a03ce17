package openencoder.reliability;

import openencoder.job.JobQueue;
import openencoder.job.JobRepository;
import openencoder.media.ObjectKey;
import openencoder.media.ObjectStore;
import openencoder.testing.InMemoryJobQueue;
import openencoder.testing.InMemoryJobRepository;
import openencoder.testing.InMemoryObjectStore;
import openencoder.testing.SettableClock;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where everything is kept.
 *
 * @param text what an object holds
 */
record Ground(
        SettableClock clock,
        JobRepository jobs,
        JobQueue queue,
        JobQueue deadLetters,
        ObjectStore store,
        Function<ObjectKey, Optional<String>> text) {
    static final ObjectKey SOURCE = new ObjectKey("source", "in/film.mov");

    static Ground inMemory() {
        var clock = SettableClock.atNoon();
        var store = new InMemoryObjectStore();
        store.put(SOURCE, "a film".getBytes(StandardCharsets.UTF_8));
        var deadLetters = new InMemoryJobQueue(clock);
        return new Ground(
                clock,
                new InMemoryJobRepository(),
                new InMemoryJobQueue(clock, deadLetters),
                deadLetters,
                store,
                key -> store.bytes(key).map(bytes -> new String(bytes, StandardCharsets.UTF_8)));
    }

    Ground withJobs(JobRepository other) {
        return new Ground(clock, other, queue, deadLetters, store, text);
    }

    Ground withQueue(JobQueue other) {
        return new Ground(clock, jobs, other, deadLetters, store, text);
    }

    Ground withStore(ObjectStore other) {
        return new Ground(clock, jobs, queue, deadLetters, other, text);
    }
}
