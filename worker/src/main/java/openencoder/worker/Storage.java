package openencoder.worker;

import openencoder.job.JobError;
import openencoder.job.JobError.Kind;
import openencoder.media.ObjectKey;
import openencoder.media.ObjectStore;
import openencoder.media.ObjectStore.NoSuchObject;
import openencoder.media.ObjectStore.Publication;
import openencoder.worker.ffmpeg.EncodeFailure;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** The object store, with its failures told in the words of a job's errors. */
final class Storage {
    private static final Logger log = LoggerFactory.getLogger(Storage.class);

    private final ObjectStore store;

    Storage(ObjectStore store) {
        this.store = store;
    }

    /** In bytes. */
    long sizeOf(ObjectKey source) {
        return answered(
                () -> store.head(source).orElseThrow(() -> new NoSuchObject(source)).size());
    }

    void download(ObjectKey source, Path file, long size, LongConsumer received) {
        answered(() -> store.download(source, file, received));
        if (sizeOf(file) != size)
            throw new EncodeFailure(
                    JobError.of(
                            Kind.TRANSIENT,
                            "transient.storage",
                            "The source changed or broke off while it was read."));
    }

    void upload(Path file, ObjectKey key, String contentType, LongConsumer sent) {
        answered(() -> store.upload(file, key, contentType, sent));
    }

    void publish(ObjectKey staged, ObjectKey to, Publication publication) {
        if (answered(() -> store.publish(staged, to, publication))) return;
        log.atWarn().addKeyValue("key", to).log("A newer attempt is published already");
    }

    /** Best effort: what stays behind is swept up later. */
    void removeAll(ObjectKey prefix) {
        try {
            store.list(prefix).forEach(store::delete);
        } catch (RuntimeException failed) {
            log.atWarn()
                    .addKeyValue("key", prefix)
                    .addKeyValue("reason", failed)
                    .log("Staged files remain");
        }
    }

    static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void answered(Runnable call) {
        answered(
                () -> {
                    call.run();
                    return null;
                });
    }

    private static <T> T answered(Supplier<T> call) {
        try {
            return call.get();
        } catch (EncodeFailure | HoldLost known) {
            throw known;
        } catch (NoSuchObject missing) {
            throw new EncodeFailure(
                    JobError.of(Kind.SOURCE, "source.not_found", missing.getMessage()));
        } catch (RuntimeException failed) {
            log.atWarn().addKeyValue("reason", failed).log("Object store failed");
            throw new EncodeFailure(
                    JobError.of(
                            Kind.TRANSIENT,
                            "transient.storage",
                            "The object store did not do what it was asked."));
        }
    }
}
