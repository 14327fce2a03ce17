package openencoder.worker.bundled;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.Map;

class FfmpegSettingsTest {
    @Test
    void an_empty_environment_leaves_the_bundle_in_the_users_cache() {
        var settings = FfmpegSettings.from(Map.of());

        assertThat(settings.ffmpeg()).isEmpty();
        assertThat(settings.ffprobe()).isEmpty();
        assertThat(settings.searchPath()).isEmpty();
        assertThat(settings.libraryPath()).isEmpty();
        assertThat(settings.cache())
                .isEqualTo(Path.of(System.getProperty("user.home"), ".cache/open-encoder/ffmpeg"));
    }

    @Test
    void a_full_environment_sets_everything() {
        var settings =
                FfmpegSettings.from(
                        Map.of(
                                "FFMPEG_PATH", "/opt/film/ffmpeg",
                                "FFPROBE_PATH", "/opt/probe/ffprobe",
                                "FFMPEG_CACHE", "/var/cache/film",
                                "PATH", "/usr/bin::/bin",
                                "LD_LIBRARY_PATH", "/opt/film/lib"));

        assertThat(settings.ffmpeg()).contains(Path.of("/opt/film/ffmpeg"));
        assertThat(settings.ffprobe()).contains(Path.of("/opt/probe/ffprobe"));
        assertThat(settings.cache()).isEqualTo(Path.of("/var/cache/film"));
        assertThat(settings.searchPath()).containsExactly(Path.of("/usr/bin"), Path.of("/bin"));
        assertThat(settings.libraryPath()).contains("/opt/film/lib");
    }

    @Test
    void one_program_is_enough_when_the_other_is_beside_it() {
        assertThat(FfmpegSettings.from(Map.of("FFMPEG_PATH", "/opt/film/ffmpeg")).ffprobe())
                .contains(Path.of("/opt/film/ffprobe"));
        assertThat(FfmpegSettings.from(Map.of("FFPROBE_PATH", "/opt/film/ffprobe")).ffmpeg())
                .contains(Path.of("/opt/film/ffmpeg"));
    }

    @Test
    void an_empty_value_is_as_good_as_none() {
        var settings = FfmpegSettings.from(Map.of("FFMPEG_PATH", "", "XDG_CACHE_HOME", ""));

        assertThat(settings).isEqualTo(FfmpegSettings.from(Map.of()));
    }

    @Test
    void the_users_cache_is_where_the_desktop_says_or_else_in_the_home_folder() {
        var home = Map.of("HOME", "/home/film");
        var desktop = Map.of("HOME", "/home/film", "XDG_CACHE_HOME", "/fast");

        assertThat(FfmpegSettings.from(home).cache())
                .isEqualTo(Path.of("/home/film/.cache/open-encoder/ffmpeg"));
        assertThat(FfmpegSettings.from(desktop).cache())
                .isEqualTo(Path.of("/fast/open-encoder/ffmpeg"));
    }
}
