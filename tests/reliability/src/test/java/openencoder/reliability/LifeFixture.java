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
 * @param source the bucket of sources, where {@code in/film.mov} is
 * @param destination the bucket of outputs
 * @param text what an object holds
 */
record LifeFixture(
        SettableClock clock,
        String source,
        String destination,
        JobRepository jobs,
        JobQueue queue,
        JobQueue deadLetters,
        ObjectStore store,
        Function<ObjectKey, Optional<String>> text) {
    static final String FILM = "in/film.mov";
    static final String OUTPUT = "film.m3u8";

    static LifeFixture inMemory() {
        var clock = SettableClock.atNoon();
        var store = new InMemoryObjectStore();
        store.put(new ObjectKey("source", FILM), "a film".getBytes(StandardCharsets.UTF_8));
        var deadLetters = new InMemoryJobQueue(clock);
        return new LifeFixture(
                clock,
                "source",
                "destination",
                new InMemoryJobRepository(),
                new InMemoryJobQueue(clock, deadLetters),
                deadLetters,
                store,
                key -> store.bytes(key).map(bytes -> new String(bytes, StandardCharsets.UTF_8)));
    }

    LifeFixture withJobs(JobRepository other) {
        return new LifeFixture(clock, source, destination, other, queue, deadLetters, store, text);
    }

    LifeFixture withQueue(JobQueue other) {
        return new LifeFixture(clock, source, destination, jobs, other, deadLetters, store, text);
    }

    LifeFixture withStore(ObjectStore other) {
        return new LifeFixture(clock, source, destination, jobs, queue, deadLetters, other, text);
    }
}
