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

    // What a recipe asks of an option or argument; a row with another grammar would break it.
    @ParameterizedTest
    @CsvSource({
        "ss,90,Time",
        "t,00:01:30.5,Time",
        "to,12s,Time",
        "r,30000/1001,FrameRate",
        "map,0:a?,StreamMap",
        "vf,scale=-2:360,FilterChain",
        "af,volume=2,FilterChain",
        "c:v,libx264,Codec",
        "c:a,copy,Codec",
        "f,mkv,Container",
    })
    void an_option_gives_a_value_of_the_type_that_recipes_ask_for(
            String option, String value, String type) {
        assertThat(NamedOption.find(option).rule().value().read(value).getClass().getSimpleName())
                .isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({
        "scale,w,640x360,Dimensions",
        "scale,w,iw/2,Expression",
        "scale,w,hd720,Text",
        "scale,h,-2,Expression",
        "scale,size,640x360,Dimensions",
        "scale,force_divisible_by,2,Decimal",
        "zscale,w,640,Expression",
        "zscale,size,640x360,Dimensions",
        "pad,w,iw+10,Expression",
        "crop,out_h,ih,Expression",
        "fps,fps,25,FrameRate",
        "framerate,fps,pal,FrameRate",
        "setpts,expr,0.5*PTS,Expression",
        "asetpts,expr,PTS,Expression",
        "atempo,tempo,2,Decimal",
    })
    void an_argument_gives_a_value_of_the_type_that_recipes_ask_for(
            String filter, String argument, String value, String type) {
        var rule = Filters.VIDEO.find(filter).or(() -> Filters.AUDIO.find(filter)).orElseThrow();

        assertThat(rule.arguments().get(argument).read(value).getClass().getSimpleName())
                .isEqualTo(type);
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
