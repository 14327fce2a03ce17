package openencoder.testing;

import openencoder.media.IfExists;
import openencoder.media.ObjectKey;
import openencoder.media.ObjectStore;
import openencoder.media.Publication;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Hands every call on; for tests that want one of them otherwise. */
public abstract class ForwardingObjectStore implements ObjectStore {
    protected final ObjectStore store;

    protected ForwardingObjectStore(ObjectStore store) {
        this.store = store;
    }

    /** Where the key is really kept. */
    protected ObjectKey at(ObjectKey key) {
        return key;
    }

    @Override
    public Optional<Stored> head(ObjectKey key) {
        return store.head(at(key));
    }

    @Override
    public void download(ObjectKey key, Path file, LongConsumer received) {
        store.download(at(key), file, received);
    }

    @Override
    public void upload(Path file, ObjectKey key, String contentType, LongConsumer sent) {
        store.upload(file, at(key), contentType, sent);
    }

    @Override
    public byte[] read(ObjectKey key) {
        return store.read(at(key));
    }

    @Override
    public void write(ObjectKey key, byte[] content, String contentType) {
        store.write(at(key), content, contentType);
    }

    @Override
    public void checkWritable(ObjectKey key) {
        store.checkWritable(at(key));
    }

    @Override
    public boolean publish(ObjectKey staged, ObjectKey to, Publication publication, IfExists rule) {
        return store.publish(at(staged), to, publication, rule);
    }

    @Override
    public void delete(ObjectKey key) {
        store.delete(at(key));
    }

    @Override
    public List<ObjectKey> list(ObjectKey prefix) {
        return store.list(at(prefix));
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

    @Override
    public URI linkToPut(ObjectKey key, long size, Duration life) {
        return store.linkToPut(key, size, life);
    }
}
