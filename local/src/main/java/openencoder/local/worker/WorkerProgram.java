package openencoder.local.worker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
        return java(libraries, AGENT);
    }

    /** The FFmpeg that a worker would use, making one file. */
    public static List<String> ffmpeg(Path libraries, List<String> arguments, Path output) {
        var command = new ArrayList<>(java(libraries, FFMPEG));
        command.addAll(arguments);
        command.add(output.toString());
        return command;
    }

    private static List<String> java(Path libraries, String main) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                libraries.resolve("*").toString(),
                main);
    }
}
