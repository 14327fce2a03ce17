package openencoder.worker.bundled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

class FfmpegLocatorTest {
    private static final Map<String, String> BUNDLE_NEEDS = Map.of("LD_LIBRARY_PATH", "/bundle");

    @TempDir Path folder;

    private final Map<Path, String> versions = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private FfmpegLocator.Source bundle = () -> candidate("bundled", "8.1.2");

    @BeforeEach
    void newer_programs_everywhere() throws IOException {
        environment.put("FFMPEG_PATH", candidate("own", "9.0").ffmpeg().toString());
        environment.put("PATH", candidate("system", "8.3").ffmpeg().getParent().toString());
    }

    @Test
    void the_configured_programs_come_first() {
        assertThat(locate().ffmpeg()).isEqualTo(folder.resolve("own/ffmpeg"));
        assertThat(locate().ffprobe()).isEqualTo(folder.resolve("own/ffprobe"));
        assertThat(locate().version()).isEqualTo("9.0");
    }

    @Test
    void without_configuration_the_bundled_programs_are_taken_with_what_they_need() {
        environment.remove("FFMPEG_PATH");

        assertThat(locate().ffmpeg()).isEqualTo(folder.resolve("bundled/ffmpeg"));
        assertThat(locate().environment()).isEqualTo(BUNDLE_NEEDS);
    }

    @Test
    void the_path_is_searched_when_there_is_no_bundle_for_the_machine() {
        environment.remove("FFMPEG_PATH");
        bundle = () -> refuse("none for linux-riscv64-gpl is on the class path");

        assertThat(locate().ffmpeg()).isEqualTo(folder.resolve("system/ffmpeg"));
    }

    @Test
    void the_first_program_on_the_path_counts() {
        environment.remove("FFMPEG_PATH");
        environment.put("PATH", "/nowhere:%s:%s".formatted(path("system"), path("own")));
        bundle = () -> refuse("none");

        assertThat(locate().ffmpeg()).isEqualTo(folder.resolve("system/ffmpeg"));
    }

    @Test
    void an_ffmpeg_of_ones_own_keeps_its_library_path_and_nothing_else() {
        environment.put("LD_LIBRARY_PATH", "/opt/film/lib");
        environment.put("AWS_SECRET_ACCESS_KEY", "secret");

        assertThat(locate().environment()).isEqualTo(Map.of("LD_LIBRARY_PATH", "/opt/film/lib"));
    }

    @ParameterizedTest
    @CsvSource({"ffmpeg", "ffprobe"})
    void a_pair_with_one_program_that_does_not_work_is_passed_over(String broken) {
        versions.remove(path("own").resolve(broken));

        assertThat(locate().ffmpeg()).isEqualTo(folder.resolve("bundled/ffmpeg"));
    }

    @ParameterizedTest
    @CsvSource({"8.1.1", "7.1.5-0+deb13u1", "N-123456-g0a5a8b1", "n8.2-dev-77-g0a5a8b1"})
    void a_version_that_may_lack_the_fix_is_passed_over(String version) {
        versions.put(path("own").resolve("ffprobe"), version);

        assertThat(locate().ffmpeg()).isEqualTo(folder.resolve("bundled/ffmpeg"));
    }

    @Test
    void when_nothing_works_the_message_tells_what_was_wrong_with_each_and_what_to_do() {
        versions.put(path("own").resolve("ffmpeg"), "8.1.1");
        bundle = () -> refuse("libstdc++.so.6: cannot open shared object file");
        versions.put(path("system").resolve("ffmpeg"), "N-123456-g0a5a8b1");

        assertThatThrownBy(this::locate)
                .isInstanceOf(NoWorkingFfmpeg.class)
                .hasMessageContainingAll(
                        "No FFmpeg of version 8.1.2 or newer works here:",
                        "- FFMPEG_PATH and FFPROBE_PATH: %s/ffmpeg is version 8.1.1"
                                .formatted(path("own")),
                        "CVE-2026-8461",
                        "- bundled: libstdc++.so.6: cannot open shared object file",
                        "- PATH: %s/ffmpeg is the development snapshot N-123456-g0a5a8b1"
                                .formatted(path("system")),
                        "Install one with its ffprobe",
                        "apt-get install libstdc++6");
    }

    @Test
    void a_path_without_ffmpeg_is_said_so() {
        environment.clear();
        bundle = () -> refuse("none");

        assertThatThrownBy(this::locate).hasMessageContaining("- PATH: it has no ffmpeg");
    }

    private FfmpegTools locate() {
        return new FfmpegLocator(FfmpegSettings.from(environment), bundle, this::answer).locate();
    }

    private String answer(Path program, Map<String, String> variables) throws Unusable {
        var version = versions.get(program);
        return version == null ? refuse(program + " does not exist") : version;
    }

    private static <T> T refuse(String reason) throws Unusable {
        throw new Unusable(reason);
    }

    private Path path(String name) {
        return folder.resolve(name);
    }

    private Candidate candidate(String name, String version) {
        return new Candidate(
                program(name, "ffmpeg", version), program(name, "ffprobe", version), BUNDLE_NEEDS);
    }

    private Path program(String place, String name, String version) {
        try {
            var file = Files.createDirectories(path(place)).resolve(name);
            Files.writeString(file, "");
            assertThat(file.toFile().setExecutable(true)).isTrue();
            versions.putIfAbsent(file, version);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
