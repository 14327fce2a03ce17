package openencoder.worker.bundled;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FfmpegReleaseTest {
    @ParameterizedTest
    @CsvSource({
        "8.1.2, 8.1.2",
        "8.1, 8.1.0",
        "10.0.11, 10.0.11",
        "n8.1.2, 8.1.2",
        "n8.1.2-3-g0a5a8b1, 8.1.2",
        "n8.1.2-4-g0a5a8b1-20260901, 8.1.2",
        "8.1.2-static, 8.1.2",
        "8.1.2-full_build-www.gyan.dev, 8.1.2",
        "5.1.9-0+deb12u1, 5.1.9",
        "6.1.1-3ubuntu5, 6.1.1",
    })
    void a_release_of_every_packager_is_read(String version, String release) {
        assertThat(FfmpegRelease.of(version)).map(FfmpegRelease::toString).contains(release);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "N-123456-g0a5a8b1",
                "N-123456-g0a5a8b1-20260901",
                "n8.2-dev-77-g0a5a8b1",
                "git-2026-09-01-0a5a8b1",
                "2026-09-01-git-0a5a8b1-full_build-www.gyan.dev",
                "2026.09.01",
                "8.1.2.3",
                "8",
                "",
            })
    void a_snapshot_has_no_release(String version) {
        assertThat(FfmpegRelease.of(version)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.1.2", "8.1.10", "8.2", "9.0"})
    void releases_from_the_fix_on_are_safe(String version) {
        assertThat(FfmpegRelease.of(version)).map(FfmpegRelease::isSafe).contains(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.1.1", "8.1", "8.0.9", "7.9.9", "4.4.1"})
    void releases_before_the_fix_are_not(String version) {
        assertThat(FfmpegRelease.of(version)).map(FfmpegRelease::isSafe).contains(false);
    }
}
