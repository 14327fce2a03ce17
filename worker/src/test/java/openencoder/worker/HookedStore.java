package openencoder.worker;

import openencoder.media.ObjectKey;
import openencoder.media.ObjectStore;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Lets something happen before a download and after each upload, and can fail to publish. */
final class HookedStore implements ObjectStore {
    private final ObjectStore store;
    private final Runnable afterUpload;
    boolean isPublishing = true;
    Runnable beforeDownload = () -> {};
    Optional<Long> sizeOfAll = Optional.empty();

    HookedStore(ObjectStore store, Runnable afterUpload) {
        this.store = store;
        this.afterUpload = afterUpload;
    }

    @Override
    public void upload(Path file, ObjectKey key, String contentType, LongConsumer sent) {
        store.upload(file, key, contentType, sent);
        afterUpload.run();
    }

    @Override
    public boolean publish(ObjectKey staged, ObjectKey to, Publication publication) {
        if (!isPublishing) throw new IllegalStateException("no answer");
        return store.publish(staged, to, publication);
    }

    @Override
    public Optional<Stored> head(ObjectKey key) {
        return store.head(key)
                .map(
                        found ->
                                new Stored(
                                        sizeOfAll.orElse(found.size()),
                                        found.etag(),
                                        found.publication()));
    }

    @Override
    public void download(ObjectKey key, Path file, LongConsumer received) {
        beforeDownload.run();
        store.download(key, file, received);
    }

    @Override
    public void delete(ObjectKey key) {
        store.delete(key);
    }

    @Override
    public List<ObjectKey> list(ObjectKey prefix) {
        return store.list(prefix);
    }

    @Override
    public int abortUploads(String bucket, Instant begun) {
        return store.abortUploads(bucket, begun);
    }

    @Override
    public URI linkToGet(ObjectKey key, Duration life) {
        return store.linkToGet(key, life);
    }

    @Override
    public URI linkToPut(ObjectKey key, Duration life) {
        return store.linkToPut(key, life);
    }
}
