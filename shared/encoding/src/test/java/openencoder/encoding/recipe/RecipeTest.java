package openencoder.encoding.recipe;

import static openencoder.encoding.Samples.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.encoding.preset.PresetReader;
import openencoder.output.FileFormat;
import openencoder.refusal.Invalid;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;

class RecipeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-c:v libx264 | MP4",
                "-c:v libx264 -f matroska | MKV",
                "-c:v libvpx-vp9 | WEBM",
                "-c:v libvpx-vp9 -c:a libopus | WEBM",
                "-c:v libvpx-vp9 -c:a aac | MP4",
                "-c:v libsvtav1 | MP4",
                "-c:v libsvtav1 -c:a libopus | WEBM",
                "-c:v libx264 -c:a libopus | MP4",
                "-c:v libx264 -c:a pcm_s16le | MKV",
                "-c:v prores_ks | MOV",
                "-c:v ffv1 | MKV",
                "-c:v gif | GIF",
                "-c:a libmp3lame | MP3",
                "-c:a libmp3lame -c:v libx264 | MP4",
                "-c:a aac | MP4",
                "-vn -c:a aac | M4A",
                "-vn | M4A",
                "-vn -c:a flac | FLAC",
                "-map 0:a -c:a libopus | OPUS",
                "-c copy | MP4",
                "-crf 20 -c:a libmp3lame | MP4",
            })
    void a_container_that_is_not_named_is_the_one_people_expect(String line, FileFormat container) {
        assertThat(raw(line).format()).isEqualTo(container);
    }

    @Test
    void an_output_is_called_after_its_preset_or_as_the_preset_says() {
        assertThat(raw("-c:v libvpx-vp9").outputName("web")).isEqualTo("web.webm");
        assertThat(raw("-f mpegts").outputName("tv")).isEqualTo("tv.ts");
        assertThat(raw("-c:v libx264").forOutput("film.m4v").format()).isEqualTo(FileFormat.M4V);
        assertThat(raw("-c:v libx264").forOutput("film.mkv").format()).isEqualTo(FileFormat.MKV);
        assertThat(raw("-f mpegts").forOutput("a.m2ts").format()).isEqualTo(FileFormat.TS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../film.mp4", "/film.mp4", "a/film.mp4", "a\\film.mp4", "film", ".mp4", "-i.mp4",
                "", "film.", "film%05d.mp4", "film.mp4\n", "film.exe", "film.mkv", "file:film.mp4",
                "fi*lm.mp4", "film.mp4/", "..", "$HOME.mp4",
            })
    void an_output_stays_in_its_folder_and_is_what_its_name_says(String name) {
        assertThatThrownBy(() -> raw("-c:v libx264 -f mp4").forOutput(name))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        refusal ->
                                assertThat(refusal.fields())
                                        .extracting(Invalid.Field::field)
                                        .containsExactly("output"));
    }

    @Test
    void a_name_cannot_ask_for_a_container_that_does_not_take_the_codecs() {
        assertThatThrownBy(() -> raw("-c:v libx264").forOutput("film.webm"))
                .hasMessageContaining(
                        "webm holds libvpx-vp9, libvpx, libaom-av1, libsvtav1, not libx264");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-c:v libx264 | 10000",
                "-ss 2 | 8000",
                "-t 3 | 3000",
                "-to 4 | 4000",
                "-ss 2 -to 4 | 2000",
                "-t 30 | 10000",
                "-vf setpts=0.5*PTS -af atempo=2 | 5000",
                "-vf setpts=2*PTS -an | 20000",
                "-vn -af atempo=2 | 5000",
                "-vf fps=30,scale=-2:360 | 10000",
                "-vf setpts=0.5*PTS | -1",
                "-vf trim=0:2 -an | -1",
                "-vf tpad=stop_duration=2 | -1",
                "-frames:v 10 | -1",
                "-vf setpts=N/25/TB -an | -1",
                "-vf setpts=PTS*(1+gt(N,100)) -an | -1",
            })
    void how_long_the_output_will_be_is_known_beforehand_or_not_claimed(String line, long millis) {
        assertThat(
                        raw(line)
                                .outputDuration(Duration.ofSeconds(10))
                                .map(Duration::toMillis)
                                .orElse(-1L))
                .isEqualTo(millis);
    }

    @Test
    void a_film_is_not_slowed_down_more_than_a_hundred_times_whatever_the_filters() {
        for (var filters :
                List.of(
                        "-vf setpts=101*PTS",
                        "-vf setpts=20*PTS,setpts=20*PTS",
                        "-af asetpts=N*150",
                        "-af " + "atempo=0.5,".repeat(6) + "atempo=0.5"))
            assertThatThrownBy(() -> raw(filters))
                    .as(filters)
                    .hasMessageContaining("slows the film down more than 100 times");
        assertThat(PresetReader.read(Map.of("video", Map.of("speed", "100*PTS"))).makesAudio())
                .isTrue();
    }

    @Test
    void a_file_may_have_any_name_with_the_extension_of_its_kind() {
        assertThat(raw("-c:v libx264").inFormatOf("d'été: 夏?.mkv").format())
                .isEqualTo(FileFormat.MKV);
        assertThatThrownBy(() -> raw("-c:v libx264 -f mp4").inFormatOf("d'été: 夏?.mkv"))
                .hasMessageContaining("must end in .mp4, because the preset makes mp4");
    }

    @Test
    void a_structured_clip_is_as_long_as_what_it_takes() {
        var clip = Map.of("startTime", "2", "stopTime", "00:00:06");

        assertThat(PresetReader.read(Map.of("format", clip)).outputDuration(Duration.ofSeconds(10)))
                .contains(Duration.ofSeconds(4));
        assertThat(
                        PresetReader.read(Map.of("format", Map.of("clip", false, "startTime", "2")))
                                .outputDuration(Duration.ofSeconds(10)))
                .contains(Duration.ofSeconds(10));
    }

    @Test
    void each_frame_is_kept_unless_the_rate_changes() {
        assertThat(raw("-c:v libx264 -vf scale=-2:360").keepsFrames()).isTrue();
        assertThat(raw("-c:v libx264 -r 25").keepsFrames()).isFalse();
        assertThat(raw("-c:v libx264 -vf fps=10").keepsFrames()).isFalse();
        assertThat(raw("-c:v libx264 -vf decimate").keepsFrames()).isFalse();
        assertThat(raw("-c:v libx264 -fps_mode cfr").keepsFrames()).isFalse();
    }

    @Test
    void what_an_output_has_is_known() {
        assertThat(raw("-vn").makesVideo()).isFalse();
        assertThat(raw("-an").makesAudio()).isFalse();
        assertThat(raw("-f gif").makesAudio()).isFalse();
        assertThat(raw("-map 0:v -f mp4").makesAudio()).isFalse();
        assertThat(raw("-f wav").makesVideo()).isFalse();
    }
}
