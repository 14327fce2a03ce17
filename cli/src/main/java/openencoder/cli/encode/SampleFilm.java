package openencoder.cli.encode;

import openencoder.cli.command.CommandFailed;
import openencoder.local.worker.WorkerProgram;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Ten seconds of moving test picture and a tone, for who has no film at hand. */
final class SampleFilm {

    /** It, before it is made. */
    static final FilmFile PLANNED = FilmFile.of(Path.of("sample.mp4"));

    private static final List<String> ARGUMENTS =
            List.of(
                    ("-v error -y -f lavfi -i testsrc2=size=1280x720:rate=24:duration=10 -f lavfi"
                         + " -i sine=frequency=440:sample_rate=48000:duration=10 -c:v libx264"
                         + " -preset ultrafast -pix_fmt yuv420p -c:a aac")
                            .split(" "));

    private SampleFilm() {}

    /**
     * @param home the project's folder
     * @return a film of a few megabytes in the folder
     */
    static Path make(Path home, Path folder) {
        var film = folder.resolve("sample.mp4");
        var command = WorkerProgram.ffmpeg(WorkerProgram.libraries(home), ARGUMENTS, film);
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0)
                throw new CommandFailed("The sample film cannot be made.\n" + said.strip());
            return film;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted.", interrupted);
        }
    }
}
