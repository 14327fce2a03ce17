package openencoder.encoding.allowed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.encoding.grammar.Unsupported;
import openencoder.encoding.grammar.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterChainTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            value = {
                "scale=-2:360 # scale=-2:360",
                "scale=w=1280:h=-2 # scale=w=1280:h=-2",
                "scale='min(1280,iw)':-2 # scale='min(1280,iw)':-2",
                "scale=min(1280\\,iw):-2 # scale='min(1280,iw)':-2",
                "scale=min(1280,iw):-2 # scale='min(1280,iw)':-2",
                "scale = -2 : 360 , hflip # scale=-2:360,hflip",
                "'scale'=-2:'360' # scale=-2:360",
                "null # null",
                "fade=t=in:st=0:d=1:color=white # fade=t=in:st=0:d=1:color=white",
                "delogo=1:2:3:4:enable='between(t,0,1)' # delogo=1:2:3:4:enable='between(t,0,1)'",
            })
    void what_ffmpeg_gets_is_written_anew_and_means_the_same(String given, String text) {
        assertThat(FilterChain.video(given).text()).isEqualTo(text);
        assertThat(FilterChain.video(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            value = {
                "movie=x # the filter 'movie' opens a file",
                "nosuch # the filter 'nosuch' is not one that presets may use",
                "volume=2 # the filter 'volume' belongs in -af",
                "scale=bogus=1 # may not be given the argument 'bogus'",
                "scale=w=1:2 # stands without a name after a named argument",
                "hflip=1 # takes at most 0 arguments without a name",
                "fps=9999 # at most 240 frames a second",
                "[a]null # has a label",
                "null;null # starts a second chain",
                "null,,null # has an empty filter or argument",
                "scale='640 # is opened and never closed",
                "scale=640\\ # escapes nothing",
                "scale='6;4' # has a ';' inside",
                "scale=6\\:4 # has a ':' inside",
                "scale=(1 # a parenthesis is opened",
                "scale=1) # a parenthesis is closed",
            })
    void what_is_not_allowed_is_named(String given, String message) {
        assertThatThrownBy(() -> FilterChain.video(given))
                .isInstanceOf(Unsupported.class)
                .hasMessageContaining(message);
    }

    @Test
    void the_length_of_a_chain_has_an_end() {
        assertThatThrownBy(() -> FilterChain.video("null,".repeat(40) + "null"))
                .hasMessageContaining("more than 32 filters");
        assertThatThrownBy(() -> FilterChain.video("scale=w=" + "1".repeat(3000)))
                .hasMessageContaining("more than 2000 characters");
    }

    @Test
    void an_argument_is_found_by_its_place_and_by_either_name() {
        assertThat(FilterChain.video("pad=640:360").filters().getFirst().value("h"))
                .map(Value::text)
                .contains("360");
        assertThat(FilterChain.video("pad=height=360").filters().getFirst().value("h"))
                .map(Value::text)
                .contains("360");
    }
}
