package openencoder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.local.worker.WorkerProgram;

import java.nio.file.Path;
import java.util.List;

/** A small film with a tone, made by the FFmpeg that was built. */
final class Film {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    private Film() {}

    static Path make(Path folder, int seconds) throws Exception {
        var film = folder.resolve("film-%d.mp4".formatted(seconds));
        var arguments =
                List.of(
                        ("-v error -y -f lavfi -i testsrc2=size=320x180:rate=25:duration=%1$d"
                                        + " -f lavfi -i sine=duration=%1$d -c:v libx264"
                                        + " -preset ultrafast -pix_fmt yuv420p -c:a aac")
                                .formatted(seconds)
                                .split(" "));
        var command = WorkerProgram.ffmpeg(WorkerProgram.libraries(HOME), arguments, film);
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
        return film;
    }
}
