package openencoder.worker.ffmpeg;

import openencoder.worker.bundled.FfmpegLocator;
import openencoder.worker.bundled.FfmpegTools;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Sources of every sort, made by FFmpeg itself. */
public final class Clips {
    private static final List<String> PICTURE =
            List.of("-f", "lavfi", "-i", "testsrc2=size=320x180:rate=25:duration=4");
    private static final List<String> SOUND =
            List.of("-f", "lavfi", "-i", "sine=frequency=440:duration=4");
    private static final List<String> H264 =
            List.of("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p");

    private static final FfmpegTools TOOLS = new FfmpegLocator(System.getenv()).locate();

    private final Path folder;

    /**
     * @param folder where they are made
     */
    public Clips(Path folder) {
        this.folder = folder;
    }

    public static FfmpegTools tools() {
        return TOOLS;
    }

    public Path mp4() {
        return make("film.mp4", PICTURE, SOUND, H264, List.of("-c:a", "aac"));
    }

    /** Two seconds, for tests that need many encodes. */
    public Path small() {
        return make(
                "small.mp4",
                List.of("-f", "lavfi", "-i", "testsrc2=size=160x120:rate=25:duration=2"),
                List.of("-f", "lavfi", "-i", "sine=frequency=440:duration=2"),
                H264,
                List.of("-c:a", "aac"));
    }

    /** Ten seconds with a key frame in each. */
    public Path keyed() {
        return make(
                "keyed.mp4",
                List.of("-f", "lavfi", "-i", "testsrc2=size=160x120:rate=25:duration=10"),
                List.of("-f", "lavfi", "-i", "sine=frequency=440:duration=10"),
                H264,
                List.of("-g", "25", "-c:a", "aac", "-movflags", "+faststart"));
    }

    /** Only the first six or so of its ten seconds are there. */
    public Path truncatedKeyed() {
        return cut(keyed(), "truncated-keyed.mp4", 0.6);
    }

    /** Pictures, and sound in English and German. */
    public Path bilingual() {
        return make(
                "bilingual.mkv",
                List.of("-f", "lavfi", "-i", "testsrc2=size=160x120:rate=25:duration=2"),
                List.of("-f", "lavfi", "-i", "sine=frequency=440:duration=2"),
                List.of("-f", "lavfi", "-i", "sine=frequency=880:duration=2"),
                List.of("-map", "0", "-map", "1", "-map", "2"),
                H264,
                List.of("-c:a", "aac", "-metadata:s:a:0", "language=eng"),
                List.of("-metadata:s:a:1", "language=deu", "-metadata:s:a:1", "title=Secret"),
                List.of("-metadata", "location=+48.8577+002.295/", "-disposition:a:1", "default"));
    }

    /** The same, with subtitles in French and Italian. */
    public Path subtitled() {
        var text = write("words.srt", "1\n00:00:00,000 --> 00:00:01,000\nHello\n").toString();
        return make(
                "subtitled.mkv",
                List.of("-i", bilingual().toString(), "-i", text, "-i", text),
                List.of("-map", "0", "-map", "1", "-map", "2", "-c", "copy", "-c:s", "srt"),
                List.of("-metadata:s:s:0", "language=fra", "-metadata:s:s:1", "language=ita"));
    }

    /** Bright, with the data of the display it was mastered on. */
    public Path hdr() {
        return make(
                "hdr.mp4",
                List.of("-f", "lavfi", "-i", "testsrc2=size=160x120:rate=25:duration=1"),
                List.of("-pix_fmt", "yuv420p10le", "-c:v", "libx265", "-preset", "ultrafast"),
                List.of(
                        "-x265-params",
                        "log-level=none:hdr-opt=1:repeat-headers=1:colorprim=bt2020"
                                + ":transfer=smpte2084:colormatrix=bt2020nc:max-cll=1000,400"
                                + ":master-display=G(13250,34500)B(7500,3000)R(34000,16000)"
                                + "WP(15635,16450)L(10000000,1)"));
    }

    public Path stereo() {
        return make("stereo.mp4", PICTURE, SOUND, H264, List.of("-c:a", "aac", "-ac", "2"));
    }

    /** A third of a second, of stamp size. */
    public Path tiny() {
        return make(
                "tiny.mkv",
                List.of("-f", "lavfi", "-i", "testsrc2=size=96x64:rate=25:duration=0.32"),
                List.of("-f", "lavfi", "-i", "sine=duration=0.32:sample_rate=48000"),
                H264,
                List.of("-c:a", "aac"));
    }

    public Path mkv() {
        return make("film.mkv", PICTURE, SOUND, H264, List.of("-c:a", "aac"));
    }

    public Path webm() {
        return make(
                "film.webm",
                PICTURE,
                SOUND,
                List.of("-c:v", "libvpx", "-deadline", "realtime", "-c:a", "libopus"));
    }

    public Path mpegTs() {
        return make("film.ts", PICTURE, SOUND, H264, List.of("-c:a", "aac"));
    }

    public Path soundOnly() {
        return make("sound.m4a", SOUND, List.of("-c:a", "aac"));
    }

    public Path mp3() {
        return make("sound.mp3", SOUND, List.of("-c:a", "libmp3lame", "-write_xing", "0"));
    }

    public Path pictureOnly() {
        return make("picture.mp4", PICTURE, H264);
    }

    public Path oddSized() {
        return make(
                "odd.mkv",
                List.of("-f", "lavfi", "-i", "testsrc2=size=321x181:rate=25:duration=4"),
                List.of("-c:v", "ffv1"));
    }

    public Path rotated() {
        return make(
                "rotated.mp4",
                List.of("-display_rotation", "90", "-i", mp4().toString(), "-c", "copy"));
    }

    /** Frames of 1/25 s for two seconds, then of 1/10 s. */
    public Path variableFrameRate() {
        return make(
                "vfr.mkv",
                PICTURE,
                List.of("-vf", "setpts='if(lt(N,50),N/25,2+(N-50)/10)/TB'", "-fps_mode", "vfr"),
                H264);
    }

    /** The picture lasts four seconds, the sound eight. */
    public Path soundGoesOn() {
        return make(
                "longer.mp4",
                PICTURE,
                List.of("-f", "lavfi", "-i", "sine=duration=8"),
                H264,
                List.of("-c:a", "aac"));
    }

    /** Its index says four seconds, but most of them are gone. */
    public Path truncated() {
        var whole =
                make(
                        "whole.mp4",
                        PICTURE,
                        SOUND,
                        H264,
                        List.of("-c:a", "aac", "-movflags", "+faststart"));
        return cut(whole, "truncated.mp4");
    }

    public Path truncatedMkv() {
        return cut(mkv(), "truncated.mkv");
    }

    /** Its index would have come at the end. */
    public Path withoutIndex() {
        return cut(mp4(), "indexless.mp4");
    }

    public Path text() {
        return write("text.mp4", "It was a dark and stormy night.\n");
    }

    /** A playlist that names another file of the machine. */
    public Path disguisedPlaylist() {
        return write("playlist.mp4", "#EXTM3U\n#EXTINF:4,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n");
    }

    public Path subtitlesOnly() {
        var text = write("words.srt", "1\n00:00:00,000 --> 00:00:01,000\nHello\n");
        return make("words.mkv", List.of("-i", text.toString()), List.of("-c:s", "srt"));
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private Path cut(Path whole, String name) {
        return cut(whole, name, 0.4);
    }

    private Path cut(Path whole, String name, double share) {
        var part = folder.resolve(name);
        try {
            Files.copy(whole, part, StandardCopyOption.REPLACE_EXISTING);
            try (var channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.truncate((long) (channel.size() * share));
            }
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
        return part;
    }

    /** Any other, by FFmpeg's arguments. */
    @SafeVarargs
    public final Path make(String name, List<String>... arguments) {
        var command = new ArrayList<>(List.of(TOOLS.ffmpeg().toString(), "-v", "error", "-y"));
        for (var some : arguments) command.addAll(some);
        command.add(folder.resolve(name).toString());
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(TOOLS.environment());
        try {
            var process = builder.start();
            var said = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) throw new AssertionError(command + ": " + said);
            return folder.resolve(name);
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    /**
     * Where the packets of a stream are in a file.
     *
     * @param stream such as {@code v} or {@code a:0}
     * @return position and size of each, in bytes
     */
    public static List<long[]> packets(Path film, String stream) {
        return ffprobe(
                        film.toString(),
                        "-select_streams",
                        stream,
                        "-show_entries",
                        "packet=pos,size")
                .lines()
                .map(line -> line.split(","))
                .map(p -> new long[] {Long.parseLong(p[1]), Long.parseLong(p[0])})
                .toList();
    }

    /** How many frames FFmpeg can decode of a file. */
    public static long frames(Path film) {
        return framesOf(film.toString());
    }

    /**
     * What ffprobe says of a film.
     *
     * @param entries such as {@code stream_tags=language}
     */
    public static String entries(String film, String entries) {
        return ffprobe(film, "-show_entries", entries);
    }

    /** How many frames a player can decode of what it finds there. */
    public static long framesAt(URI film) {
        return framesOf(film.toString());
    }

    private static long framesOf(String film) {
        var said =
                ffprobe(
                        film,
                        "-count_frames",
                        "-select_streams",
                        "v:0",
                        "-show_entries",
                        "stream=nb_read_frames");
        return Long.parseLong(said.strip().split("[,\\s]")[0]);
    }

    private static String ffprobe(String film, String... arguments) {
        var command = new ArrayList<>(List.of(TOOLS.ffprobe().toString(), "-v", "error"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-of", "csv=p=0", film));
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(TOOLS.environment());
        try {
            return new String(builder.start().getInputStream().readAllBytes());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}
