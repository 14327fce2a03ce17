package openencoder.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FileFormatTest {
    @ParameterizedTest
    @EnumSource
    void a_file_is_known_by_its_extension(FileFormat format) {
        assertThat(FileFormat.ofFile("x." + format.extension())).contains(format);
        assertThat(FileFormat.named(format.names().getFirst())).isPresent();
        assertThat(format.contentType()).contains("/");
    }

    @Test
    void segments_have_a_media_type_of_their_own() {
        assertThat(FileFormat.HLS.contentType("film.m3u8"))
                .isEqualTo("application/vnd.apple.mpegurl");
        assertThat(FileFormat.HLS.contentType("film_00001.ts")).isEqualTo("video/mp2t");
        assertThat(FileFormat.HLS.contentType("film_init.mp4")).isEqualTo("video/mp4");
        assertThat(FileFormat.MP4.contentType("film.mp4")).isEqualTo("video/mp4");
    }

    @Test
    void a_percent_sign_of_a_name_is_none_of_ffmpegs() {
        var names = new FileNames("100% film.m3u8");

        assertThat(names.segmentPattern("ts")).isEqualTo("100%% film_%05d.ts");
        assertThat(names.init()).isEqualTo("100% film_init.mp4");
    }
}
