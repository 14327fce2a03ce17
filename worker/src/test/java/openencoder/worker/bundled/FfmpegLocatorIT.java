package openencoder.worker.bundled;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

class FfmpegLocatorIT {
    @TempDir static Path sharedCache;

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "libx264, h264, aac, aac, film.mp4",
        "libx265, hevc, aac, aac, film.mp4",
        "libsvtav1, av1, aac, aac, film.mp4",
        "libvpx-vp9, vp9, libopus, opus, film.webm",
    })
    void the_bundled_programs_encode_and_probe(
            String encoder, String video, String audioEncoder, String audio, String file)
            throws Exception {
        var tools = bundled(sharedCache);
        var film = folder.resolve(file).toString();

        var source = "testsrc2=size=320x180:duration=1[out0];sine=duration=1[out1]";
        var encoded =
                run(
                        tools,
                        tools.ffmpeg(),
                        "-v",
                        "error",
                        "-f",
                        "lavfi",
                        "-i",
                        source,
                        "-c:v",
                        encoder,
                        "-c:a",
                        audioEncoder,
                        film);
        var probed =
                run(
                        tools,
                        tools.ffprobe(),
                        "-v",
                        "error",
                        "-count_frames",
                        "-show_entries",
                        "stream=codec_name,nb_read_frames",
                        "-of",
                        "csv=p=0",
                        film);

        assertThat(encoded.exitCode()).as(encoded.output()).isZero();
        assertThat(probed.output()).startsWith(video + ",25\n" + audio + ",");
    }

    @Test
    void a_start_says_nothing_but_what_it_was_asked() throws Exception {
        var tools = bundled(sharedCache);

        assertThat(run(tools, tools.ffmpeg(), "-version").output()).startsWith("ffmpeg version 8.");
        assertThat(run(tools, tools.ffprobe(), "-version").output())
                .startsWith("ffprobe version 8.");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_device_cannot_be_opened() throws Exception {
        var tools = bundled(sharedCache);

        var recording = run(tools, tools.ffmpeg(), "-f", "pulse", "-i", "default", "out.wav");

        assertThat(recording.exitCode()).isNotZero();
        assertThat(recording.output()).contains("symbol lookup error", "undefined symbol: pa_");
    }

    @Test
    void what_was_unpacked_is_used_again() throws Exception {
        bundled(sharedCache);
        var before = files(sharedCache);

        bundled(sharedCache);

        assertThat(files(sharedCache)).isEqualTo(before);
    }

    @Test
    void a_damaged_cache_is_repaired() throws Exception {
        var home = bundled(folder).ffmpeg().getParent();
        var sizes = sizes(home);
        Files.delete(home.resolve("ffmpeg"));
        Files.writeString(home.resolve("ffmpeg.part"), "left by a killed process");
        for (var library : libraries(home)) {
            overwriteFirstByte(library);
        }
        truncate(libraries(home).getLast());

        var repaired = bundled(folder);

        assertThat(repaired.ffmpeg().getParent()).isEqualTo(home);
        assertThat(sizes(home)).isEqualTo(sizes);
    }

    @Test
    void processes_that_unpack_at_the_same_time_all_get_working_programs() throws Exception {
        List<Process> locators = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            locators.add(locateInAnotherProcess());
        }

        for (var locator : locators) {
            assertThat(new String(locator.getInputStream().readAllBytes())).endsWith("found 8.1.2");
            assertThat(locator.waitFor()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"7.1.5-0+deb13u1", "8.1.1", "N-123456-g0a5a8b1"})
    void a_configured_ffmpeg_that_may_lack_the_fix_gives_way_to_the_bundled_one(String version)
            throws IOException {
        script("ffmpeg", "echo ffmpeg version %s Copyright".formatted(version));
        script("ffprobe", "echo ffprobe version %s Copyright".formatted(version));

        assertThat(locate(folder.resolve("ffmpeg"), sharedCache).version()).startsWith("8.");
    }

    @Test
    void a_configured_ffmpeg_that_is_new_enough_is_taken() throws IOException {
        var ffmpeg = script("ffmpeg", "echo warning >&2; echo ffmpeg version n8.2 Copyright");
        script("ffprobe", "echo ffprobe version n8.2 Copyright");

        assertThat(locate(ffmpeg, sharedCache).ffmpeg()).isEqualTo(ffmpeg);
    }

    @ParameterizedTest
    @CsvSource({"exit 3", "echo what?", "kill -9 $$"})
    void a_configured_program_that_fails_gives_way_to_the_bundled_one(String behaviour)
            throws IOException {
        script("ffmpeg", behaviour);

        assertThat(locate(folder.resolve("ffmpeg"), sharedCache).version()).startsWith("8.");
    }

    /** Prints the version that it finds in the cache it is told. */
    static final class AnotherProcess {
        public static void main(String[] cache) {
            System.out.print("found " + bundled(Path.of(cache[0])).version());
        }
    }

    private record Ending(int exitCode, String output) {}

    private static FfmpegTools bundled(Path cache) {
        return new FfmpegLocator(Map.of("FFMPEG_CACHE", cache.toString())).locate();
    }

    private static FfmpegTools locate(Path ffmpeg, Path cache) {
        return new FfmpegLocator(
                        Map.of("FFMPEG_PATH", ffmpeg.toString(), "FFMPEG_CACHE", cache.toString()))
                .locate();
    }

    private Process locateInAnotherProcess() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AnotherProcess.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
    }

    private static Ending run(FfmpegTools tools, Path program, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(Arrays.asList(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(tools.environment());
        var process = builder.start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes());
        return new Ending(process.waitFor(), output);
    }

    private Path script(String name, String body) throws IOException {
        var file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    /** The libraries that came with FFmpeg and the stand-ins, by size, smallest first. */
    private static List<Path> libraries(Path home) throws IOException {
        try (var files = Files.walk(home)) {
            return files.filter(file -> file.getFileName().toString().startsWith("lib"))
                    .sorted((a, b) -> Long.compare(a.toFile().length(), b.toFile().length()))
                    .toList();
        }
    }

    private static void overwriteFirstByte(Path file) throws IOException {
        try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(1));
        }
    }

    private static void truncate(Path file) throws IOException {
        try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
            channel.truncate(100);
        }
    }

    private static Map<String, Long> sizes(Path home) throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        try (var files = Files.walk(home)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> sizes.put(file.toString(), file.toFile().length()));
        }
        return sizes;
    }

    /** The identity of each file, which changes when it is written anew. */
    private static Map<String, Object> files(Path cache) throws IOException {
        Map<String, Object> files = new TreeMap<>();
        try (var found = Files.walk(cache)) {
            for (var file : found.toList()) {
                files.put(
                        file.toString(),
                        Files.readAttributes(file, BasicFileAttributes.class).fileKey());
            }
        }
        return files;
    }
}
