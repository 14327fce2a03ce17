package openencoder.worker.agent;

import openencoder.media.IfExists;
import openencoder.media.ObjectKey;
import openencoder.media.ObjectStore;
import openencoder.media.Publication;
import openencoder.testing.ForwardingObjectStore;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Lets something happen before a download and after each upload, and can fail to publish. */
final class HookedStore extends ForwardingObjectStore {
    private final Runnable afterUpload;
    boolean isPublishing = true;
    Runnable beforeDownload = () -> {};
    Optional<Long> sizeOfAll = Optional.empty();

    HookedStore(ObjectStore store, Runnable afterUpload) {
        super(store);
        this.afterUpload = afterUpload;
    }

    @Override
    public void upload(Path file, ObjectKey key, String contentType, LongConsumer sent) {
        store.upload(file, key, contentType, sent);
        afterUpload.run();
    }

    @Override
    public boolean publish(ObjectKey staged, ObjectKey to, Publication publication, IfExists rule) {
        if (!isPublishing) throw new IllegalStateException("no answer");
        return store.publish(staged, to, publication, rule);
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
}
