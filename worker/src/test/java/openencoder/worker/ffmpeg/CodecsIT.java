package openencoder.worker.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.encoding.ffmpeg.SourceGuard;
import openencoder.worker.sandbox.Leftover;
import openencoder.worker.source.Ffprobe;
import openencoder.worker.source.SourceLimits;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The lists of formats and codecs let through what people have, and nothing of what they do not.
 */
@Timeout(60)
class CodecsIT {
    @TempDir Path folder;

    // Every encoder there is for an everyday codec, a few to a file.
    @ParameterizedTest
    @CsvSource({
        "a.mkv, 'libx264 libx265 libvpx libvpx-vp9 mpeg4 ffv1', 'aac libmp3lame libopus flac ac3'",
        "b.mkv, 'libsvtav1 mpeg1video mpeg2video mjpeg png huffyuv', 'eac3 dca alac truehd mp2'",
        "c.mov, 'prores_ks dnxhd:dnxhr qtrle libx264 mjpeg', 'pcm_s16be pcm_s24le alac pcm_f32le'",
        "d.mov, 'v210 cfhd dvvideo:dv', 'pcm_s16le pcm_mulaw adpcm_ima_qt'",
        "e.avi, 'msmpeg4 utvideo rawvideo cinepak', 'pcm_s16le libmp3lame adpcm_ms'",
        "f.wmv, 'wmv1 wmv2 msmpeg4', 'wmav1 wmav2'",
        "g.flv, 'flv', 'libmp3lame'",
        "h.ogg, '', 'vorbis'",
        "i.mxf, 'mpeg2video', 'pcm_s16le'",
        "j.mpg, 'mpeg2video', 'mp2'",
        "k.ts, 'libx264 mpeg2video', 'aac ac3 libopus'",
        "l.webm, 'libaom-av1 libvpx-vp9', 'libopus vorbis'",
        "m.gif, 'gif', ''",
        "n.3gp, 'h263:cif', 'aac'",
        "o.wav, '', 'pcm_s24le'",
        "p.flac, '', 'flac'",
        "q.mp3, '', 'libmp3lame'",
        "r.aiff, '', 'pcm_s16be'",
        "s.ac3, '', 'ac3'",
        "t.caf, '', 'pcm_f32be'",
        "u.mkv, 'ffvhuff jpeg2000', 'wavpack tta libspeex'"
    })
    void an_everyday_source_is_decoded(String name, String pictures, String sounds)
            throws Exception {
        var file = make(name, words(pictures), words(sounds));

        var probe =
                new Ffprobe(Clips.tools(), TestSandbox.found(), SourceLimits.USUAL).source(file);

        assertThat(probe.streams()).hasSize(words(pictures).size() + words(sounds).size());
        var ended = decode(file);
        assertThat(ended.stderr()).doesNotContain("whitelist");
    }

    private static List<String> words(String text) {
        return text == null || text.isBlank() ? List.of() : List.of(text.split(" "));
    }

    private Path make(String name, List<String> pictures, List<String> sounds) throws Exception {
        var command = new ArrayList<String>();
        command.add(Clips.tools().ffmpeg().toString());
        command.addAll(List.of("-v", "error", "-y"));
        command.addAll(List.of("-f", "lavfi", "-i", "testsrc2=size=352x288:rate=25:d=0.2"));
        command.addAll(List.of("-f", "lavfi", "-i", "sine=sample_rate=48000:d=0.2"));
        for (var i = 0; i < pictures.size(); i++) picture(command, pictures.get(i), i);
        for (var i = 0; i < sounds.size(); i++)
            command.addAll(List.of("-map", "1:a", "-c:a:" + i, sounds.get(i)));
        command.addAll(List.of("-strict", "-2", "-ac", "2", folder.resolve(name).toString()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(Clips.tools().environment());
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as("%s: %s", command, said).isZero();
        return Files.move(folder.resolve(name), folder.resolve("src"));
    }

    private static void picture(List<String> command, String codec, int index) {
        var parts = codec.split(":");
        command.addAll(List.of("-map", "0:v", "-c:v:" + index, parts[0]));
        if (parts.length == 1) return;
        switch (parts[1]) {
            case "dnxhr" -> command.addAll(List.of("-profile:v:" + index, "dnxhr_sq"));
            case "dv" -> {
                command.addAll(List.of("-filter:v:" + index, "scale=720:576,format=yuv420p"));
                command.addAll(List.of("-aspect:v:" + index, "4:3"));
            }
            default -> {}
        }
    }

    private FfmpegProcess.Ended decode(Path file) throws InterruptedException, IOException {
        var out = Files.createDirectory(folder.resolve("out"));
        var limits =
                new EncodeLimits(
                        Duration.ofSeconds(20), Duration.ofSeconds(30), Duration.ofSeconds(1));
        var arguments = new ArrayList<String>();
        arguments.addAll(List.of("-v", "level+warning", "-progress", "pipe:1"));
        arguments.addAll(SourceGuard.arguments());
        arguments.addAll(List.of("-i", "file:../src", "-map", "0", "-f", "null", "-"));
        var run =
                new FfmpegProcess.Run(
                        arguments,
                        file,
                        out,
                        folder.resolve(Leftover.FILE),
                        1L << 30,
                        limits.total().deadline(Optional.empty(), 1));
        return new FfmpegProcess(Clips.tools(), TestSandbox.found(), limits).run(run, _ -> {});
    }
}
