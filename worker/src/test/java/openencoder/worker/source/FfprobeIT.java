package openencoder.worker.source;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.worker.bundled.FfmpegTools;
import openencoder.worker.sandbox.Protections;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;

/** Scripts stand in for an ffprobe that chokes on its file. */
@Timeout(30)
class FfprobeIT {
    @TempDir Path folder;

    @Test
    void a_source_that_takes_too_long_is_given_up() {
        assertThatThrownBy(() -> probe("sleep 1000"))
                .hasMessageContaining("source.unreadable")
                .hasMessageContaining("too long");
    }

    @Test
    void a_source_with_endless_streams_is_given_up() {
        assertThatThrownBy(() -> probe("head -c 3000000 /dev/zero"))
                .hasMessageContaining("source.unreadable")
                .hasMessageContaining("streams");
    }

    @Test
    void a_picture_too_large_to_decode_is_told_as_such() {
        assertThatThrownBy(
                        () ->
                                probe(
                                        "echo '[png @ 0x1] Picture size 16000x16000 exceeds"
                                                + " specified max pixel count 36000000' >&2"))
                .hasMessageContaining("source.too_large")
                .hasMessageContaining("16000x16000");
    }

    @Test
    void an_ffprobe_that_was_killed_says_nothing_about_the_source() {
        assertThatThrownBy(() -> probe("kill -KILL $$"))
                .hasMessageContaining("transient.ffmpeg_killed");
    }

    private Probe probe(String script) throws IOException, InterruptedException {
        var program =
                Files.writeString(
                        folder.resolve("ffprobe"), "#!/bin/sh\nPATH=/usr/bin:/bin\n" + script);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        var tools = new FfmpegTools(program, program, "8.1.2", Map.of());
        var source = Files.writeString(folder.resolve("src"), "film");
        var protections = Protections.found(System.getenv("PATH"));
        return new Ffprobe(tools, protections, SourceLimits.USUAL, Duration.ofSeconds(2))
                .source(source);
    }
}
