package openencoder.encoding.allowed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.encoding.grammar.Unsupported;
import openencoder.media.StreamKind;
import openencoder.output.FileFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

class OptionsTest {
    private static final Path PAGE = Path.of("../../docs/presets.md");

    @ParameterizedTest
    @CsvSource({
        "vf,filter",
        "vcodec,c",
        "acodec,c",
        "qscale:v,q",
        "codec:a,c",
        "b:v:0,b",
        "crf,crf"
    })
    void an_option_has_one_rule_whatever_it_is_called(String written, String name) {
        assertThat(NamedOption.find(written).rule().name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "b",
                "profile",
                "b:x",
                "crf:a",
                "ar:v",
                "b:v:",
                "vf:0",
                "acodec:1",
                "c:v:999",
                "vf:a:b",
                "é"
            })
    void an_option_for_no_stream_or_the_wrong_one_is_refused(String written) {
        assertThatThrownBy(() -> NamedOption.find(written)).isInstanceOf(Unsupported.class);
    }

    static Stream<Codec> codecs() {
        return Stream.of(Codec.values());
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void every_encoder_is_at_home_in_a_container_that_takes_it(Codec codec) {
        assertThat(codec.home().holds(codec)).isTrue();
    }

    @Test
    void every_container_has_encoders_of_its_own() {
        for (var container : Container.values()) {
            assertThat(
                            container
                                    .usual(StreamKind.VIDEO)
                                    .or(() -> container.usual(StreamKind.AUDIO)))
                    .isPresent();
        }
    }

    @Test
    void every_kind_of_file_says_what_it_holds() {
        assertThat(Container.values())
                .extracting(Container::format)
                .containsExactly(FileFormat.values());
    }

    @Test
    void the_page_for_people_lists_every_option_filter_and_container() throws IOException {
        var page = Files.readString(PAGE);

        assertThat(page).contains(Tables.options());
        assertThat(page).contains(Tables.parameters());
        assertThat(page).contains(Tables.filters());
        assertThat(page).contains(Tables.containers());
    }
}
