package openencoder.encoding.preset;

import static openencoder.encoding.Samples.complaints;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.media.StreamKind;
import openencoder.output.FileFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class PresetReaderTest {
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

        var recipe = PresetReader.read(Map.of("video", video));

        assertThat(recipe.main().settings().all()).isEmpty();
        assertThat(recipe.format()).isEqualTo(FileFormat.MP4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"23", "23.0", "2.3e1"})
    void numbers_may_come_in_any_form(String number) {
        for (var crf : List.of(23, 23.0, 23L, new BigDecimal(number)))
            assertThat(
                            PresetReader.read(Map.of("video", Map.of("crf", crf)))
                                    .main()
                                    .settings()
                                    .last("crf", StreamKind.VIDEO))
                    .hasValueSatisfying(
                            setting -> assertThat(setting.value().text()).isEqualTo("23"));
    }

    @Test
    void a_number_may_have_all_the_digits_of_a_double() {
        assertThat(
                        complaints(
                                Map.of(
                                        "video",
                                        Map.of("codec", "libx264", "crf", 18.59388957782426),
                                        "audio",
                                        Map.of("volume", 104.3529730066162),
                                        "filter",
                                        Map.of("brightness", 0.1 + 0.2))))
                .isEmpty();
        assertThat(
                        PresetReader.read(
                                        Map.of(
                                                "raw",
                                                List.of("-c:v libx264 -crf 18.59388957782426")))
                                .main()
                                .settings()
                                .last("crf", StreamKind.VIDEO))
                .hasValueSatisfying(
                        setting ->
                                assertThat(setting.value().text()).isEqualTo("18.59388957782426"));
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

        var recipe = PresetReader.read(Map.of("video", video));

        assertThat(
                        recipe.main().settings().all().stream()
                                .filter(setting -> setting.is("crf") || setting.is("b"))
                                .flatMap(setting -> setting.arguments().stream()))
                .containsExactly(options.split(" "));
        assertThat(recipe.isTwoPass()).isEqualTo("2".equals(pass));
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
                "source, 640, 360, widescreen, ''",
            })
    void a_size_becomes_a_scale(
            String size, String width, String height, String format, String filter) {
        var video = new HashMap<String, Object>();
        video.put("size", size);
        video.put("width", width);
        video.put("height", height);
        video.put("format", format);

        var filters = PresetReader.read(Map.of("video", video)).main().video().filters();

        assertThat(filters.text()).isEqualTo(filter);
    }

    @Test
    void sound_keeps_step_with_pictures_that_run_faster_or_slower() {
        var slow = Map.of("video", Map.of("speed", "4*PTS"));
        var copied = Map.of("video", Map.of("speed", "2*PTS"), "audio", Map.of("codec", "copy"));

        assertThat(PresetReader.read(slow).main().audio().filters().text())
                .isEqualTo("atempo=0.5,atempo=0.5");
        assertThat(complaints(copied)).singleElement().asString().startsWith("data.video.speed: ");
    }

    @Test
    void an_endless_preset_is_not_read_to_its_end() {
        var lines = new String[200];
        Arrays.fill(lines, "-an");

        assertThat(complaints(Map.of("raw", List.of(lines))))
                .contains("data.raw: has more than 120 words or 4000 characters");
    }
}
