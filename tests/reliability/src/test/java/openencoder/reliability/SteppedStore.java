package openencoder.reliability;

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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;

/** Each call is a step, and what it wrote is told to the model. */
record SteppedStore(ObjectStore store, Model model, AtomicBoolean refuses) implements ObjectStore {
    SteppedStore(ObjectStore store, Model model) {
        this(store, model, new AtomicBoolean());
    }

    @Override
    public Optional<Stored> head(ObjectKey key) {
        return SteppedThread.call("head", () -> store.head(key));
    }

    @Override
    public void download(ObjectKey key, Path file, LongConsumer received) {
        step("download", () -> store.download(key, file, received));
    }

    @Override
    public void upload(Path file, ObjectKey key, String contentType, LongConsumer sent) {
        step(
                "upload",
                () -> {
                    store.upload(file, key, contentType, sent);
                    model.uploaded(key);
                });
    }

    @Override
    public byte[] read(ObjectKey key) {
        return SteppedThread.call("read", () -> store.read(key));
    }

    @Override
    public void write(ObjectKey key, byte[] content, String contentType) {
        step(
                "write",
                () -> {
                    store.write(key, content, contentType);
                    model.uploaded(key);
                });
    }

    @Override
    public void checkWritable(ObjectKey key) {
        step("check writable", () -> store.checkWritable(key));
    }

    @Override
    public boolean publish(ObjectKey staged, ObjectKey to, Publication publication, IfExists rule) {
        return SteppedThread.call(
                "publish",
                () -> {
                    if (refuses.get()) throw new Denied(to);
                    var isPublished = store.publish(staged, to, publication, rule);
                    model.published(to);
                    return isPublished;
                });
    }

    @Override
    public void delete(ObjectKey key) {
        step(
                "delete",
                () -> {
                    store.delete(key);
                    model.deleted(key);
                });
    }

    @Override
    public List<ObjectKey> list(ObjectKey prefix) {
        return SteppedThread.call("list", () -> store.list(prefix));
    }

    @Override
    public int abortUploads(String bucket, Instant begun) {
        return SteppedThread.call("abort uploads", () -> store.abortUploads(bucket, begun));
    }

    @Override
    public URI linkToGet(ObjectKey key, Duration life) {
        return SteppedThread.call("link", () -> store.linkToGet(key, life));
    }

    @Override
    public URI linkToPut(ObjectKey key, Duration life) {
        return SteppedThread.call("link", () -> store.linkToPut(key, life));
    }

    @Override
    public URI linkToPut(ObjectKey key, long size, Duration life) {
        return SteppedThread.call("link", () -> store.linkToPut(key, size, life));
    }

    private static void step(String name, Runnable work) {
        SteppedThread.call(
                name,
                () -> {
                    work.run();
                    return null;
                });
    }
}
