package openencoder.local.artifacts;

import openencoder.media.ObjectKey;
import openencoder.media.ObjectStore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes what machines load, and puts it where they find it. */
public final class Artifacts {
    private static final String MANIFEST = "artifacts/manifest.json";
    private static final Map<String, String> PROCESSORS =
            Map.of("amd64", "x86_64", "aarch64", isMac() ? "arm64" : "aarch64");

    private Artifacts() {}

    /** Where a project's archives are kept by default. */
    public static Path cache(Path home) {
        return home.resolve("target/artifacts");
    }

    /**
     * From the worker's jars and the Java that runs this. What was made before from the same is
     * taken from the cache: half a second instead of fifteen.
     *
     * @param home the project's folder, where the worker was built
     * @param cache a folder for archives; two processes may share it
     * @throws ArtifactProblem if the worker is not built, or the Java is no whole JDK
     */
    public static Built build(Path home, Path cache) {
        var jars = jars(home.resolve("worker/target/worker/lib"));
        var ffmpeg = jars.stream().filter(Artifacts::isFfmpeg).toList();
        var agent = jars.stream().filter(jar -> !isFfmpeg(jar)).toList();
        if (ffmpeg.isEmpty()) throw new ArtifactProblem("The worker was built without FFmpeg.");
        var agentKey = fingerprint(agent);
        try (var made = new Cache(cache)) {
            return new Built(
                    platform(),
                    made.artifact("agent", agentKey, () -> Archive.of(agent)),
                    runtime(agent, agentKey, made),
                    made.artifact("ffmpeg", fingerprint(ffmpeg), () -> Archive.of(ffmpeg)));
        }
    }

    /**
     * Uploads what is not there yet, the manifest last: a machine made meanwhile gets the old ones,
     * which stay.
     *
     * @return the keys of what was uploaded
     */
    public static List<String> upload(Built built, ObjectStore store, String bucket) {
        var uploaded = new ArrayList<String>();
        for (var artifact : built.all()) {
            var key = new ObjectKey(bucket, artifact.key());
            var there = store.head(key).filter(stored -> stored.size() == artifact.size());
            if (there.isPresent()) continue;
            store.upload(artifact.file(), key, "application/gzip", _ -> {});
            uploaded.add(key.key());
        }
        putManifest(built.manifest(), store, new ObjectKey(bucket, MANIFEST));
        uploaded.add(MANIFEST);
        return uploaded;
    }

    /** What runs here, as {@code uname -s} and {@code uname -m} name it. */
    static String platform() {
        var processor = System.getProperty("os.arch");
        return (isMac() ? "Darwin" : System.getProperty("os.name"))
                + "-"
                + PROCESSORS.getOrDefault(processor, processor);
    }

    private static Artifact runtime(List<Path> agent, String agentKey, Cache cache) {
        var java = RuntimeImage.fingerprint();
        var modules =
                cache.answer(
                        "modules",
                        java + " " + agentKey,
                        () -> String.join(",", RuntimeImage.modules(agent)));
        var folder = cache.scratch("runtime");
        try {
            return cache.artifact("runtime", java + " " + modules, () -> linked(modules, folder));
        } finally {
            Cache.delete(folder);
        }
    }

    private static Archive linked(String modules, Path folder) {
        RuntimeImage.link(Set.of(modules.split(",")), folder);
        return Archive.ofFolder(folder);
    }

    private static void putManifest(String text, ObjectStore store, ObjectKey key) {
        try {
            var file = Files.createTempFile("manifest", ".json");
            try {
                Files.writeString(file, text);
                store.upload(file, key, "application/json", _ -> {});
            } finally {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String fingerprint(List<Path> jars) {
        return Archive.of(jars).fingerprint();
    }

    private static boolean isFfmpeg(Path jar) {
        return jar.getFileName().toString().startsWith("ffmpeg-");
    }

    private static boolean isMac() {
        return System.getProperty("os.name").startsWith("Mac");
    }

    private static List<Path> jars(Path libraries) {
        if (!Files.isDirectory(libraries))
            throw new ArtifactProblem(libraries + " is missing; build it with ./mvnw package.");
        try (var all = Files.list(libraries)) {
            return all.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
