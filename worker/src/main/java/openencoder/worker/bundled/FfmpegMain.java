package openencoder.worker.bundled;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the FFmpeg that a worker would use, with the arguments it is given and in this process's
 * place: same input, output and exit code. Exits 127, saying why, if none works.
 */
public final class FfmpegMain {
    private static final int NOT_FOUND = 127;

    private FfmpegMain() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        try {
            System.exit(run(new FfmpegLocator(System.getenv()).locate(), arguments));
        } catch (NoWorkingFfmpeg none) {
            System.err.println(none.getMessage());
            System.exit(NOT_FOUND);
        }
    }

    private static int run(FfmpegTools tools, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(tools.ffmpeg().toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(tools.environment());
        var process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return process.waitFor();
    }
}
