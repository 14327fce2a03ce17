package openencoder.local.worker;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How to start the worker agent's programs in this process's own Java. */
public final class WorkerProgram {

    private static final String AGENT = "openencoder.worker.WorkerMain";
    private static final String FFMPEG = "openencoder.worker.bundled.FfmpegMain";

    private WorkerProgram() {}

    /** The folder of the agent's jars, once it is built. */
    public static Path libraries(Path home) {
        return home.resolve("worker/target/worker/lib");
    }

    public static List<String> command(Path libraries) {
        var cache = libraries.resolveSibling("classes.aot");
        var aot = isRecording() ? "-XX:AOTCacheOutput=" + cache + ".part" : "-XX:AOTCache=" + cache;
        return java(libraries, AGENT, aot);
    }

    /** The FFmpeg that a worker would use, making one file. */
    public static List<String> ffmpeg(Path libraries, List<String> arguments, Path output) {
        var command =
                new ArrayList<>(
                        java(
                                libraries,
                                FFMPEG,
                                "-XX:AOTCache=" + libraries.resolveSibling("classes.aot")));
        command.addAll(arguments);
        command.add(output.toString());
        return command;
    }

    /** Whether {@code cli/record} makes the caches of classes that programs start from. */
    public static boolean isRecording() {
        return "record".equals(System.getenv("OPENENCODER_AOT"));
    }

    private static List<String> java(Path libraries, String main, String aot) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                aot,
                "-cp",
                classPath(libraries),
                main);
    }

    // In order: a cache of classes is for one class path alone.
    private static String classPath(Path libraries) {
        try (var jars = Files.list(libraries)) {
            return jars.map(Path::toString)
                    .filter(jar -> jar.endsWith(".jar"))
                    .sorted()
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
