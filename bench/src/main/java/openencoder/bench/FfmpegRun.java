package openencoder.bench;

import openencoder.worker.bundled.FfmpegLocator;
import openencoder.worker.bundled.FfmpegTools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The workers' own FFmpeg, run without them. */
public final class FfmpegRun {
    private final FfmpegTools tools = new FfmpegLocator(System.getenv()).locate();

    /**
     * @param place the folder to run it in
     */
    public void run(Path place, List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(tools.ffmpeg().toString()));
        command.addAll(arguments);
        var builder =
                new ProcessBuilder(command)
                        .directory(place.toFile())
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(place.resolve("ffmpeg.log").toFile());
        builder.environment().putAll(tools.environment());
        var code = builder.start().waitFor();
        if (code != 0)
            throw new IllegalStateException(
                    "FFmpeg ended with " + code + ", see " + place.resolve("ffmpeg.log"));
    }
}
