package openencoder.encoding;

import static openencoder.encoding.Samples.complaints;
import static openencoder.encoding.Samples.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.refusal.Invalid;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class EncodingSettingsTest {
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
    void a_container_that_is_not_named_is_the_one_people_expect(String line, Container container) {
        assertThat(raw(line).container()).isEqualTo(container);
    }

    @Test
    void every_bad_line_is_named_at_once() {
        assertThat(
                        complaints(
                                Map.of(
                                        "raw",
                                        List.of(
                                                "-c:v libx264 -crf 99x",
                                                "-attach /etc/passwd",
                                                "-vf movie=x",
                                                "film.mp4",
                                                "-metadata 'x",
                                                "-tier"))))
                .containsExactlyInAnyOrder(
                        "data.raw[0]: -crf: '99x' must be a number from 0.0 to 63.0",
                        "data.raw[1]: -attach: names a file of its own",
                        "data.raw[2]: -vf: the filter 'movie' opens a file",
                        "data.raw[3]: 'film.mp4' belongs to no option, so FFmpeg would write a file"
                                + " of that name; quote a value that has blanks",
                        "data.raw[4]: a single quote (') is opened and never closed",
                        "data.raw[5]: -tier: needs a value: one of main, high");
    }

    @Test
    void every_bad_field_is_named_at_once() {
        assertThat(
                        complaints(
                                Map.of(
                                        "format", Map.of("container", "exe"),
                                        "video",
                                                Map.of(
                                                        "codec", "h999", "crf", List.of(), "bogus",
                                                        1),
                                        "audio", "loud",
                                        "filter", Map.of("gamma", "bright", "deband", "perhaps"),
                                        "raw2", "x")))
                .extracting(complaint -> complaint.substring(0, complaint.indexOf(':')))
                .containsExactlyInAnyOrder(
                        "data.format.container",
                        "data.video.codec",
                        "data.video.crf",
                        "data.video.bogus",
                        "data.audio",
                        "data.filter.gamma",
                        "data.filter.deband",
                        "data.raw2");
    }

    @Test
    void what_a_form_sends_for_nothing_chosen_is_nothing() {
        var video = new HashMap<String, Object>();
        for (var field :
                "preset crf bitrate minrate maxrate bufsize pixel_format frame_rate speed tune profile level width height format aspect scaling codec_options"
                        .split(" ")) video.put(field, null);
        video.put("size", "source");
        video.put("pass", "1");
        video.put("tune", "none");
        video.put("speed", "auto");
        video.put("faststart", "");

        var settings = EncodingSettings.of(Map.of("video", video));

        assertThat(settings.options().settings()).isEmpty();
        assertThat(settings.container()).isEqualTo(Container.MP4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"23", "23.0", "2.3e1"})
    void numbers_may_come_in_any_form(String number) {
        for (var crf : List.of(23, 23.0, 23L, new BigDecimal(number)))
            assertThat(
                            EncodingSettings.of(Map.of("video", Map.of("crf", crf)))
                                    .options()
                                    .last("crf", 'v'))
                    .hasValueSatisfying(setting -> assertThat(setting.value()).isEqualTo("23"));
    }

    @Test
    void no_number_is_written_out_in_a_million_digits() {
        assertThat(complaints(Map.of("video", Map.of("crf", new BigDecimal("1e999999")))))
                .containsExactly("data.video.crf: is too large or too fine a number");
        assertThat(complaints(Map.of("video", Map.of("crf", Double.NaN))))
                .containsExactly("data.video.crf: must be a finite number");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | 3000k | 23 | libx264 | -b:v 3000k",
                "1 | | 23 | libx264 | -crf 23",
                "crf | 3000k | 23 | libx264 | -crf 23 -b:v 3000k",
                "2 | 3000k | 23 | libx264 | -b:v 3000k",
                "2 | | 31 | libvpx-vp9 | -crf 31 -b:v 0",
                "2 | 3000k | 31 | libvpx-vp9 | -crf 31 -b:v 3000k",
                "crf | | 31 | libaom-av1 | -crf 31 -b:v 0",
                "| | 23 | libx264 | -crf 23",
                "| 900k | | libx264 | -b:v 900k",
            })
    void pass_decides_between_quality_and_bit_rate(
            String pass, String bitrate, String crf, String codec, String options) {
        var video = new HashMap<String, Object>(Map.of("codec", codec));
        video.put("pass", pass);
        video.put("bitrate", bitrate);
        video.put("crf", crf);

        var settings = EncodingSettings.of(Map.of("video", video));

        assertThat(
                        settings.options().settings().stream()
                                .filter(setting -> setting.is("crf") || setting.is("b"))
                                .flatMap(setting -> setting.arguments().stream()))
                .containsExactly(options.split(" "));
        assertThat(settings.isTwoPass()).isEqualTo("2".equals(pass));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, 640, -, -, scale=640:-2",
                "-, -, 360, -, scale=-2:360",
                "custom, 640, 360, -, scale=640:360",
                "custom, 640, -1, -, scale=640:-2",
                "custom, 0, 360, -, scale=-2:360",
                "1280, -, -, widescreen, scale=1280:-2",
                "720, -, -, fullscreen, scale=-2:720",
                "720, -, -, -, scale=-2:720",
                "1280x720, -, -, -, scale=1280:720",
                "source, 640, 360, widescreen, -",
            })
    void a_size_becomes_a_scale(
            String size, String width, String height, String format, String filter) {
        var video = new HashMap<String, Object>();
        video.put("size", size);
        video.put("width", width);
        video.put("height", height);
        video.put("format", format);

        var filters = EncodingSettings.of(Map.of("video", video)).options().videoFilters();

        assertThat(filters.map(FilterGraph::text).orElse(null)).isEqualTo(filter);
    }

    @Test
    void sound_keeps_step_with_pictures_that_run_faster_or_slower() {
        var slow = Map.of("video", Map.of("speed", "4*PTS"));
        var copied = Map.of("video", Map.of("speed", "2*PTS"), "audio", Map.of("codec", "copy"));

        assertThat(EncodingSettings.of(slow).options().audioFilters())
                .hasValueSatisfying(
                        graph -> assertThat(graph.text()).isEqualTo("atempo=0.5,atempo=0.5"));
        assertThat(complaints(copied)).singleElement().asString().startsWith("data.video.speed: ");
    }

    @Test
    void an_output_is_called_after_its_preset_or_as_the_preset_says() {
        assertThat(raw("-c:v libvpx-vp9").outputName("web")).isEqualTo("web.webm");
        assertThat(raw("-f mpegts").outputName("tv")).isEqualTo("tv.ts");
        assertThat(raw("-c:v libx264").forOutput("film.m4v").container()).isEqualTo(Container.M4V);
        assertThat(raw("-c:v libx264").forOutput("film.mkv").container()).isEqualTo(Container.MKV);
        assertThat(raw("-f mpegts").forOutput("a.m2ts").container()).isEqualTo(Container.TS);
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
    void a_structured_clip_is_as_long_as_what_it_takes() {
        var clip = Map.of("startTime", "2", "stopTime", "00:00:06");

        assertThat(
                        EncodingSettings.of(Map.of("format", clip))
                                .outputDuration(Duration.ofSeconds(10)))
                .contains(Duration.ofSeconds(4));
        assertThat(
                        EncodingSettings.of(
                                        Map.of("format", Map.of("clip", false, "startTime", "2")))
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

    @Test
    void an_endless_preset_is_not_read_to_its_end() {
        var lines = new String[200];
        Arrays.fill(lines, "-an");

        assertThat(complaints(Map.of("raw", List.of(lines))))
                .contains("data.raw: has more than 120 words or 4000 characters");
    }
}
