package openencoder.worker.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class HlsPlaylistTest {
    @Test
    void a_whole_playlist_tells_its_segments_and_their_length() {
        var playlist =
                HlsPlaylist.parse(
                        """
                        #EXTM3U
                        #EXT-X-VERSION:7
                        #EXT-X-TARGETDURATION:6
                        #EXT-X-MAP:URI="init.mp4"
                        #EXTINF:6.000000,
                        film0.m4s
                        #EXTINF:3.480000,
                        film1.m4s
                        #EXT-X-ENDLIST
                        """);

        assertThat(playlist.segments()).containsExactly("init.mp4", "film0.m4s", "film1.m4s");
        assertThat(playlist.length()).isEqualTo(Duration.ofMillis(9480));
        assertThat(playlist.isWhole()).isTrue();
    }

    @Test
    void one_without_an_end_is_not_whole() {
        assertThat(HlsPlaylist.parse("#EXTM3U\n#EXTINF:6.0,\na.ts\n").isWhole()).isFalse();
    }

    @Test
    void one_that_makes_no_sense_is_refused() {
        assertThatThrownBy(() -> HlsPlaylist.parse("#EXTM3U\n#EXTINF:x,\na.ts\n"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HlsPlaylist.parse("#EXT-X-MAP:URI=\"init.mp4\n"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_empty_file_names_nothing() {
        assertThat(HlsPlaylist.parse("").segments()).isEmpty();
    }
}
