package openencoder.testing;

import openencoder.media.IfExists;
import openencoder.media.ObjectKey;
import openencoder.media.ObjectStore;
import openencoder.media.Publication;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

public final class InMemoryObjectStore implements ObjectStore {
    private record Held(byte[] bytes, String etag, Optional<Publication> publication) {}

    private final Map<ObjectKey, Held> objects = new HashMap<>();
    private long writes;

    /** The bytes at {@code key}, for assertions. */
    public synchronized Optional<byte[]> bytes(ObjectKey key) {
        return Optional.ofNullable(objects.get(key)).map(held -> held.bytes().clone());
    }

    /** Puts an object as a user's upload would. */
    public synchronized void put(ObjectKey key, byte[] bytes) {
        hold(key, bytes.clone(), Optional.empty());
    }

    @Override
    public synchronized Optional<Stored> head(ObjectKey key) {
        return Optional.ofNullable(objects.get(key))
                .map(held -> new Stored(held.bytes().length, held.etag(), held.publication()));
    }

    @Override
    public void download(ObjectKey key, Path file, LongConsumer received) {
        var bytes = bytes(key).orElseThrow(() -> new NoSuchObject(key));
        try {
            Files.write(file, bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        received.accept(bytes.length);
    }

    @Override
    public void upload(Path file, ObjectKey key, String contentType, LongConsumer sent) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        sent.accept(bytes.length);
        synchronized (this) {
            hold(key, bytes, Optional.empty());
        }
    }

    @Override
    public byte[] read(ObjectKey key) {
        return bytes(key).orElseThrow(() -> new NoSuchObject(key));
    }

    @Override
    public void write(ObjectKey key, byte[] content, String contentType) {
        put(key, content);
    }

    /** Every bucket is there and may be written to. */
    @Override
    public void checkWritable(ObjectKey key) {}

    @Override
    public synchronized boolean publish(
            ObjectKey staged, ObjectKey to, Publication publication, IfExists rule) {
        var there = Optional.ofNullable(objects.get(to));
        if (there.isPresent()) {
            var mark = there.get().publication();
            var verdict = publication.verdict(mark, rule);
            if (verdict == Publication.Verdict.DONE) return true;
            if (verdict == Publication.Verdict.SUPERSEDED) return false;
            if (verdict == Publication.Verdict.TAKEN) throw new Taken(to, mark);
        }
        var source = Optional.ofNullable(objects.get(staged));
        var bytes = source.orElseThrow(() -> new NoSuchObject(staged)).bytes();
        hold(to, bytes, Optional.of(publication));
        return true;
    }

    @Override
    public synchronized void delete(ObjectKey key) {
        objects.remove(key);
    }

    @Override
    public synchronized List<ObjectKey> list(ObjectKey prefix) {
        return objects.keySet().stream()
                .filter(key -> key.bucket().equals(prefix.bucket()))
                .filter(key -> key.key().startsWith(prefix.key()))
                .sorted(Comparator.comparing(ObjectKey::key))
                .toList();
    }

    /** Uploads are whole or not at all here. */
    @Override
    public int abortUploads(String bucket, Instant begun) {
        return 0;
    }

    @Override
    public URI linkToGet(ObjectKey key, Duration life) {
        return link("get", key, life);
    }

    @Override
    public URI linkToPut(ObjectKey key, Duration life) {
        return link("put", key, life);
    }

    @Override
    public URI linkToPut(ObjectKey key, long size, Duration life) {
        return URI.create(link("put", key, life) + "&size=" + size);
    }

    private static URI link(String method, ObjectKey key, Duration life) {
        var path = "/" + key.bucket() + "/" + key.key();
        try {
            return new URI("memory", method, path, "seconds=" + life.toSeconds(), null);
        } catch (java.net.URISyntaxException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    private void hold(ObjectKey key, byte[] bytes, Optional<Publication> publication) {
        objects.put(key, new Held(bytes, "etag-" + ++writes, publication));
    }
}
