package openencoder.media;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Where sources and outputs are kept. */
public interface ObjectStore {
    /**
     * @param size in bytes
     * @param etag changes with the content; what a conditional write names
     * @param publication whose output this is; empty for anything that {@link #publish} did not put
     */
    record Stored(long size, String etag, Optional<Publication> publication) {}

    Optional<Stored> head(ObjectKey key);

    /** What stands there; what does not, or may not be looked at, is left out. */
    default Map<ObjectKey, Stored> headAll(List<ObjectKey> keys) {
        var found = new HashMap<ObjectKey, Stored>();
        for (var key : keys) head(key).ifPresent(stored -> found.put(key, stored));
        return found;
    }

    /**
     * Writes the object to a file that does not exist yet.
     *
     * @param received told the bytes received so far, now and then; may throw to stop
     * @throws NoSuchObject if there is none
     */
    void download(ObjectKey key, Path file, LongConsumer received);

    /**
     * Stores a file, in parts where it is large. A failure leaves no parts behind; a file of one
     * part may have been stored all the same.
     *
     * @param contentType such as {@code video/mp4}
     * @param sent told the bytes sent so far, now and then; may throw to stop
     */
    void upload(Path file, ObjectKey key, String contentType, LongConsumer sent);

    /** A file and where it is to be stored. */
    record Upload(Path file, ObjectKey to, String contentType) {}

    /**
     * Stores files; a failure may leave some of them.
     *
     * @param sent told the bytes sent of all files together, now and then; may throw to stop
     */
    default void uploadAll(List<Upload> files, LongConsumer sent) {
        var before = new AtomicLong();
        for (var file : files) {
            var last = new AtomicLong();
            upload(
                    file.file(),
                    file.to(),
                    file.contentType(),
                    bytes -> {
                        last.set(bytes);
                        sent.accept(before.get() + bytes);
                    });
            before.addAndGet(last.get());
        }
    }

    /**
     * A whole object, which is known to be small.
     *
     * @throws NoSuchObject if there is none
     */
    byte[] read(ObjectKey key);

    /** Stores a small object. */
    void write(ObjectKey key, byte[] content, String contentType);

    /**
     * Finds out whether an object could be put there, without putting it.
     *
     * @throws NoSuchBucket if there is none
     * @throws Denied if it may not be written to
     */
    void checkWritable(ObjectKey key);

    /**
     * Copies a staged object to where its user wants it and marks it, as {@link
     * Publication#verdict} says of what stands there. Decided by a conditional write, so it holds
     * against any other publisher. Doing it again changes nothing.
     *
     * @return false if a later one stands there
     * @throws Taken if what stands there may not be replaced
     * @throws NoSuchObject if the staged object is gone
     */
    boolean publish(ObjectKey staged, ObjectKey to, Publication publication, IfExists rule);

    /** A staged object and where its user wants it. */
    record Copy(ObjectKey staged, ObjectKey to) {}

    /**
     * Publishes each of them, in any order.
     *
     * @return where a later publication stands
     * @throws Taken if what stands at one of the places may not be replaced
     * @throws NoSuchObject if a staged object is gone
     */
    default List<ObjectKey> publishAll(List<Copy> files, Publication publication, IfExists rule) {
        return files.stream()
                .filter(file -> !publish(file.staged(), file.to(), publication, rule))
                .map(Copy::to)
                .toList();
    }

    /** Removes an object; none there is fine. */
    void delete(ObjectKey key);

    /** Removes objects of one bucket; those that are not there are fine. */
    default void deleteAll(List<ObjectKey> keys) {
        keys.forEach(this::delete);
    }

    /** Every key that begins with {@code prefix}. */
    List<ObjectKey> list(ObjectKey prefix);

    /**
     * Removes the parts of uploads that were begun before {@code begun} and never ended.
     *
     * @return how many
     */
    int abortUploads(String bucket, Instant begun);

    /** A link that reads the object for a while, under its own file name. */
    URI linkToGet(ObjectKey key, Duration life);

    /** A link that takes one {@code PUT} of the object for a while. */
    URI linkToPut(ObjectKey key, Duration life);

    /**
     * The same, for an object of that size alone.
     *
     * @param size in bytes
     */
    URI linkToPut(ObjectKey key, long size, Duration life);

    /** We may not do that there. */
    final class Denied extends RuntimeException {
        private final transient ObjectKey key;

        public Denied(ObjectKey key) {
            super("Access to " + key + " is denied.");
            this.key = key;
        }

        public ObjectKey key() {
            return key;
        }
    }

    /** The store does not do that with this object, however often it is asked. */
    final class Refused extends RuntimeException {
        /**
         * @param reason in the store's words
         */
        public Refused(ObjectKey key, String reason) {
            super("The object store refuses %s: %s".formatted(key, reason));
        }
    }

    /** What stands there may not be replaced. */
    final class Taken extends RuntimeException {
        /**
         * @param by the job that made it; empty if no job did
         */
        public Taken(ObjectKey key, Optional<Publication> by) {
            super("There is an object at %s that %s.".formatted(key, made(by)));
        }

        private static String made(Optional<Publication> by) {
            if (by.isEmpty()) return "no job made";
            return by.get()
                    .job()
                    .map(job -> "job " + job.id() + " made")
                    .orElse("another job made");
        }
    }

    /** There is no such bucket, so that nothing can be put there. */
    final class NoSuchBucket extends RuntimeException {
        public NoSuchBucket(String name) {
            super("There is no bucket " + name + ".");
        }
    }

    /** There is no such object, or no such bucket. */
    final class NoSuchObject extends RuntimeException {
        private final transient ObjectKey key;

        public NoSuchObject(ObjectKey key) {
            super("There is nothing at " + key + ".");
            this.key = key;
        }

        public ObjectKey key() {
            return key;
        }
    }
}
