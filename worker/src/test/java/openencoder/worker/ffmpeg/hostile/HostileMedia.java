package openencoder.worker.ffmpeg.hostile;

import openencoder.worker.ffmpeg.Clips;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Uploads of people who mean harm. */
public final class HostileMedia {
    /**
     * @param name of the upload, which says what is wrong with it
     */
    public record Sample(String name, byte[] bytes) {
        @Override
        public String toString() {
            return name;
        }
    }

    private final Path folder;

    private HostileMedia(Path folder) {
        this.folder = folder;
    }

    /**
     * @param folder where FFmpeg may make some of them
     * @param canaries what they are after
     */
    public static List<Sample> all(Path folder, Canaries canaries) {
        var media = new HostileMedia(folder);
        var mp4 =
                media.make(
                        "base.mp4",
                        "-f lavfi -i testsrc2=size=64x64:rate=10:duration=1 -c:v libx264"
                                + " -movflags +faststart");
        return Stream.of(
                        new HostileTexts(canaries).samples(),
                        new HostileBytes(canaries, mp4.bytes()).samples(),
                        media.made())
                .flatMap(List::stream)
                .toList();
    }

    private List<Sample> made() {
        var two = "-f lavfi -i testsrc2=size=64x64:rate=1:duration=2 -c:v libx264 ";
        var streams = String.join("", Collections.nCopies(600, " -map 0:a"));
        return List.of(
                make("two-frames-a-day-apart.mkv", two + "-vf setpts=N*86400/TB -fps_mode vfr"),
                make(
                        "two-frames-eleven-hours-apart.mkv",
                        two + "-vf setpts=N*39600/TB -fps_mode vfr"),
                make(
                        "a-million-frames-a-second.mov",
                        "-f lavfi -i testsrc2=size=64x64:rate=1000000:duration=0.0001"
                                + " -video_track_timescale 1000000 -c:v mjpeg"),
                make(
                        "streams-600.mkv",
                        "-f lavfi -i sine=duration=0.1" + streams + " -c:a pcm_s16le"),
                make(
                        "streams-40.mkv",
                        "-f lavfi -i sine=duration=0.1"
                                + streams.substring(0, 40 * " -map 0:a".length())
                                + " -c:a pcm_s16le"),
                make("magicyuv.avi", "-f lavfi -i testsrc2=size=64x64:duration=1 -c:v magicyuv"),
                make(
                        "metadata-with-links.mkv",
                        "-f lavfi -i testsrc2=size=64x64:duration=1 -c:v libx264 -metadata"
                                + " title=file:///etc/passwd -metadata comment=@/etc/passwd"),
                make("frames.y4m", "-f lavfi -i testsrc2=size=64x64:duration=1 -f yuv4mpegpipe"));
    }

    private Sample make(String name, String arguments) {
        var file = folder.resolve(name);
        var command = new ArrayList<>(List.of(Clips.tools().ffmpeg().toString()));
        command.addAll(List.of("-v", "error", "-y"));
        command.addAll(Arrays.asList(arguments.split(" +")));
        command.add(file.toString());
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(Clips.tools().environment());
        try {
            var process = builder.start();
            var said = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) throw new AssertionError(name + ": " + said);
            return new Sample(name, Files.readAllBytes(file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }
}
