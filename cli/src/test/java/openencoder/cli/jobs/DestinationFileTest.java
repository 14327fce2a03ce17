package openencoder.cli.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.cli.command.CommandFailed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;

class DestinationFileTest {

    private static final Path OUT = Path.of("out");

    @Test
    void a_file_keeps_its_place_below_the_destination() {
        assertThat(made("encode/7/hls/part1.ts").in(OUT)).isEqualTo(Path.of("out/hls/part1.ts"));
        assertThat(made("elsewhere/film.mp4").in(OUT)).isEqualTo(Path.of("out/film.mp4"));
    }

    @Test
    void a_file_never_leaves_the_folder() {
        assertThatThrownBy(() -> made("encode/7/../../etc/passwd").in(OUT))
                .isInstanceOf(CommandFailed.class);
        assertThatThrownBy(() -> made("encode/7/").in(OUT)).isInstanceOf(CommandFailed.class);
    }

    @Test
    void what_another_job_replaced_is_named_and_not_fetched() {
        var output =
                """
                {"key":"encode/7/film.mp4","url":null,"replaced_by":9}\
                """;
        var replaced = DestinationFile.of(JsonMapper.shared().readTree(output), "encode/7/");
        assertThatThrownBy(replaced::requireThere)
                .isInstanceOf(CommandFailed.class)
                .hasMessage("encode/7/film.mp4 was replaced since by what job 9 made.");
        made("encode/7/film.mp4").requireThere();
    }

    @Test
    void what_it_is_fits_a_line() {
        var output =
                """
                {"key":"encode/7/film.mp4","url":"http://127.0.0.1/x","size":3145728,
                 "duration":10.04,"codec":"h264","width":1280,"height":720,"audio_codec":"aac"}\
                """;
        assertThat(
                        DestinationFile.of(JsonMapper.shared().readTree(output), "encode/7/")
                                .description())
                .isEqualTo("h264 1280x720 + aac  3.1 MB  10.0 s");
    }

    @ParameterizedTest
    @CsvSource({"0,0 B", "999,999 B", "12345,12 kB", "3145728,3.1 MB", "5000000000,5.00 GB"})
    void sizes_are_for_people(long bytes, String text) {
        assertThat(DestinationFile.size(bytes)).isEqualTo(text);
    }

    private static DestinationFile made(String key) {
        var output = "{\"key\":\"%s\",\"url\":\"http://127.0.0.1/x\"}".formatted(key);
        return DestinationFile.of(JsonMapper.shared().readTree(output), "encode/7/");
    }
}
