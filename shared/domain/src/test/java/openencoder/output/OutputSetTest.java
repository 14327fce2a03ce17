package openencoder.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.media.MediaUri;
import openencoder.media.ObjectKey;
import openencoder.preset.PresetId;
import openencoder.preset.PresetSnapshot;
import openencoder.refusal.Invalid;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;

class OutputSetTest {
    @Test
    void a_prefix_gets_the_preset_s_own_name() {
        var outputs = outputs("web.mp4", "s3:///dst/");

        assertThat(outputs.main()).isEqualTo(new ObjectKey("films", "dst/web.mp4"));
        assertThat(outputs.format()).isEqualTo(FileFormat.MP4);
    }

    @ParameterizedTest
    @CsvSource({
        "film.mov, MOV, video/quicktime",
        "film.MKV, MKV, video/matroska",
        "film.m4v, M4V, video/x-m4v",
        "a.b/film.v2.webm, WEBM, video/webm"
    })
    void a_name_says_what_kind_of_file_it_is(String name, FileFormat format, String type) {
        var outputs = outputs("web.mp4", "s3://yours/" + name);

        assertThat(outputs.main()).isEqualTo(new ObjectKey("yours", name));
        assertThat(outputs.format()).isEqualTo(format);
        assertThat(outputs.contentType(outputs.working().main())).isEqualTo(type);
    }

    @Test
    void a_name_without_a_known_extension_is_refused() {
        assertThatThrownBy(() -> outputs("web.mp4", "s3:///film.exe"))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("dest: has no extension");
    }

    @Test
    void segments_are_published_beside_their_playlist_under_names_that_begin_with_its_own() {
        var outputs = outputs("web.m3u8", "s3:///out/Amélie 100%.m3u8");

        assertThat(outputs.publishedAt("film.m3u8").key()).isEqualTo("out/Amélie 100%.m3u8");
        assertThat(outputs.publishedAt("film_00001.ts").key())
                .isEqualTo("out/Amélie 100%_00001.ts");
        assertThat(outputs.publishedAt("film_init.mp4").key())
                .isEqualTo("out/Amélie 100%_init.mp4");
        assertThat(outputs.prefix().key()).isEqualTo("out/Amélie 100%");
    }

    @Test
    void every_file_has_a_kind() {
        var outputs = outputs("web.m3u8", "s3:///out/");

        assertThat(outputs.kindOf("film.m3u8")).isEqualTo(OutputKind.MAIN);
        assertThat(outputs.kindOf("film_init.mp4")).isEqualTo(OutputKind.INIT);
        assertThat(outputs.kindOf("film_00001.m4s")).isEqualTo(OutputKind.SEGMENT);
        assertThat(outputs.contentType("film_00001.m4s")).isEqualTo("video/iso.segment");
    }

    @Test
    void equal_names_in_different_folders_stay_apart() {
        var one = outputs("web.m3u8", "s3:///360p/");
        var other = outputs("web.m3u8", "s3:///720p/");

        assertThat(one.publishedAt("film_00001.ts"))
                .isNotEqualTo(other.publishedAt("film_00001.ts"));
    }

    @Test
    void a_playlist_names_its_files_as_players_read_them() {
        var made =
                """
                #EXTM3U
                #EXT-X-MAP:URI="film_init.mp4"
                #EXTINF:6.000000,
                film_00001.m4s
                #EXT-X-ENDLIST
                """;

        assertThat(outputs("web.m3u8", "s3:///out/a b#é%.m3u8").publishedPlaylist(made))
                .isEqualTo(
                        """
                        #EXTM3U
                        #EXT-X-MAP:URI="a%20b%23%C3%A9%25_init.mp4"
                        #EXTINF:6.000000,
                        a%20b%23%C3%A9%25_00001.m4s
                        #EXT-X-ENDLIST
                        """);
    }

    @Test
    void keys_are_at_most_as_long_as_S3_takes_them() {
        var longest = "é".repeat(500) + "x".repeat(14);
        var outputs = outputs("web.m3u8", "s3:///" + longest + ".m3u8").requireShortKeys();

        var segment = outputs.publishedAt("film_99999.m4s").key();
        assertThat(segment.getBytes(StandardCharsets.UTF_8)).hasSize(1_024);
        assertThatThrownBy(
                        () -> outputs("web.m3u8", "s3:///" + longest + "x.m3u8").requireShortKeys())
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("dest: leads to keys of up to 1,025 bytes");
    }

    @Test
    void a_preset_s_name_counts_with_the_folder_it_goes_to() {
        var folder = "f".repeat(1_016) + "/";

        assertThatCode(() -> outputs("web.mp4", "s3:///" + folder).requireShortKeys())
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> outputs("web2.mp4", "s3:///" + folder).requireShortKeys())
                .hasMessageContaining("1,025 bytes");
    }

    private static OutputSet outputs(String preset, String dest) {
        var snapshot = new PresetSnapshot(new PresetId(1), "web", "{}", preset);
        return OutputSet.of(snapshot, MediaUri.parse("dest", dest)).in("films");
    }
}
