package openencoder.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packed worker as a process of its own, as it runs on a machine. */
final class WorkerProgram implements AutoCloseable {
    final Process process;
    private final BufferedReader said;

    /**
     * @param environment all it gets beside PATH, HOME and the FFmpeg settings of this JVM
     */
    WorkerProgram(Path log, Map<String, String> environment) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder =
                new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        Path.of("target", "worker", "lib").toAbsolutePath() + "/*",
                        "openencoder.worker.WorkerMain");
        var inherited = new HashMap<>(builder.environment());
        inherited
                .keySet()
                .retainAll(
                        List.of(
                                "PATH",
                                "HOME",
                                "XDG_CACHE_HOME",
                                "FFMPEG_PATH",
                                "FFPROBE_PATH",
                                "FFMPEG_CACHE"));
        builder.environment().clear();
        builder.environment().putAll(inherited);
        builder.environment().putAll(environment);
        builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        process = builder.start();
        said = process.inputReader();
    }

    String firstLine() throws IOException {
        return said.readLine();
    }

    boolean ends(Duration timeout) throws InterruptedException {
        return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits until FFmpeg encodes. */
    ProcessHandle ffmpeg() throws InterruptedException {
        while (true) {
            var found = process.descendants().filter(WorkerProgram::isFfmpeg).findAny();
            if (found.isPresent()) return found.get();
            if (!process.isAlive()) throw new AssertionError("The worker has ended.");
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static boolean isFfmpeg(ProcessHandle child) {
        var arguments = List.of(child.info().arguments().orElse(new String[0]));
        return child.info().command().orElse("").endsWith("/ffmpeg")
                && arguments.contains("-progress");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
