package openencoder.machines.boot;

import openencoder.machines.boot.ArtifactsManifest.Artifact;
import openencoder.machines.boot.Downloads.Download;
import openencoder.media.ObjectKey;
import openencoder.media.ObjectStore;
import openencoder.refusal.Unavailable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Where machines load from what they need. Its manifest is read at most once a minute. */
public final class ArtifactsBucket {
    /** How long a link given to a machine works: enough for one that boots slowly. */
    static final Duration LIFE_OF_LINKS = Duration.ofMinutes(15);

    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final String MANIFEST = "artifacts/manifest.json";

    private record Seen(ArtifactsManifest manifest, Instant at) {}

    private final ObjectStore store;
    private final String bucket;
    private final String deployment;
    private final InstantSource clock;
    private volatile Seen seen;

    /**
     * @param deployment the stack's name, for what an operator is told to do
     */
    public ArtifactsBucket(
            ObjectStore store, String bucket, String deployment, InstantSource clock) {
        this.store = store;
        this.bucket = bucket;
        this.deployment = deployment;
        this.clock = clock;
    }

    /**
     * What is to be loaded, with links that work for 15 minutes from now.
     *
     * @throws Unavailable {@code artifacts.missing} if nothing was uploaded, {@code
     *     artifacts.unreadable} if the manifest is none
     */
    public Downloads downloads() {
        var manifest = manifest();
        return new Downloads(
                manifest.platform(),
                download(manifest.agent()),
                download(manifest.runtime()),
                download(manifest.ffmpeg()));
    }

    /**
     * What was uploaded last, or was a minute ago.
     *
     * @throws Unavailable as {@link #downloads} does
     */
    public ArtifactsManifest manifest() {
        var now = clock.instant();
        var last = seen;
        if (last != null && now.isBefore(last.at().plus(FRESH))) return last.manifest();
        var manifest = read();
        seen = new Seen(manifest, now);
        return manifest;
    }

    private Download download(Artifact artifact) {
        var link = store.linkToGet(new ObjectKey(bucket, artifact.key()), LIFE_OF_LINKS);
        return new Download(link, artifact.sha256(), artifact.size());
    }

    private ArtifactsManifest read() {
        try {
            return ArtifactsManifestJson.read(bytes());
        } catch (ObjectStore.NoSuchObject | ObjectStore.Denied _) {
            // S3 denies what is not there to those who may not list.
            throw new Unavailable(
                    "artifacts.missing",
                    "A new machine would find nothing to load: bucket %s has no %s. %s"
                            .formatted(bucket, MANIFEST, remedy()));
        } catch (ArtifactsManifestJson.Unreadable e) {
            throw new Unavailable(
                    "artifacts.unreadable",
                    "What a new machine loads is not to be found out: %s in bucket %s: %s. %s"
                            .formatted(MANIFEST, bucket, e.getMessage(), remedy()));
        }
    }

    private String remedy() {
        return "Upload it: ./openencoder artifacts upload --stack " + deployment;
    }

    private byte[] bytes() {
        try {
            var folder = Files.createTempDirectory("manifest");
            var file = folder.resolve("manifest.json");
            try {
                store.download(new ObjectKey(bucket, MANIFEST), file, _ -> {});
                return Files.readAllBytes(file);
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
