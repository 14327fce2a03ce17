package openencoder.bench.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Workers as processes of their own; for each that is struck another starts at once. */
final class WorkerFleet implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final List<String> INHERITED =
            List.of(
                    "PATH",
                    "HOME",
                    "XDG_CACHE_HOME",
                    "FFMPEG_PATH",
                    "FFPROBE_PATH",
                    "FFMPEG_CACHE");

    private final Path libraries;
    private final Map<String, String> environment;
    private final Path logs;
    private final TreeMap<String, Process> running = new TreeMap<>();
    private int started;

    /**
     * @param root of the repository, built
     * @param environment all that a worker gets besides the FFmpeg settings of this process
     */
    WorkerFleet(Path root, Map<String, String> environment, Path logs) throws IOException {
        this.libraries = root.resolve("worker/target/worker/lib");
        this.environment = environment;
        this.logs = Files.createDirectories(logs);
        if (!Files.isDirectory(libraries))
            throw new IOException(libraries + " is missing; build it with ./mvnw package.");
    }

    synchronized void start(int workers) throws IOException {
        for (var i = 0; i < workers; i++) start();
    }

    private void start() throws IOException {
        var id = "crew-%04d".formatted(++started);
        var builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xmx256m",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                libraries.resolve("*").toString(),
                                "openencoder.worker.WorkerMain")
                        .redirectErrorStream(true)
                        .redirectOutput(logs.resolve(id + ".log").toFile());
        var inherited = new HashMap<>(builder.environment());
        inherited.keySet().retainAll(INHERITED);
        builder.environment().clear();
        builder.environment().putAll(inherited);
        builder.environment().putAll(environment);
        builder.environment().put("WORKER_ID", id);
        // Its stdin stays open for as long as this process lives.
        builder.environment().put("EXIT_WITH_PARENT", "stdin");
        running.put(id, builder.start());
    }

    synchronized Optional<Process> find(String id) {
        return Optional.ofNullable(running.get(id));
    }

    synchronized List<String> ids() {
        return List.copyOf(running.keySet());
    }

    /** Whether it takes messages; before that its JVM still starts. */
    boolean isReady(String id) throws IOException {
        return Files.readString(logs.resolve(id + ".log")).contains(" is ready with ");
    }

    /**
     * Ends a worker with this signal and starts another.
     *
     * @return its exit code; empty if it was still there after 20 s, and was then killed
     */
    Optional<Integer> replace(String id, WorkerFault blow)
            throws IOException, InterruptedException {
        Process struck;
        synchronized (this) {
            struck = running.remove(id);
            if (struck == null) throw new IllegalStateException(id + " is not there");
            if (blow == WorkerFault.KILL) struck.destroyForcibly();
            // by its handle: a Process would close its stdin as well, which says more than SIGTERM
            else struck.toHandle().destroy();
        }
        var isGone = struck.waitFor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        if (!isGone) struck.destroyForcibly().waitFor();
        start(1);
        return isGone ? Optional.of(struck.exitValue()) : Optional.empty();
    }

    /** All lines of all workers, those that are gone too. */
    List<String> said() throws IOException {
        try (var files = Files.list(logs)) {
            var lines = new ArrayList<String>();
            for (var file : files.sorted().toList()) lines.addAll(Files.readAllLines(file));
            return lines;
        }
    }

    @Override
    public synchronized void close() throws InterruptedException {
        running.values().forEach(Process::destroy);
        for (var worker : running.values())
            if (!worker.waitFor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS))
                worker.destroyForcibly().waitFor();
        running.clear();
    }
}
