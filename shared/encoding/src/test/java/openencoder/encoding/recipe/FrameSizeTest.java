package openencoder.encoding.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.encoding.allowed.FilterChain;
import openencoder.encoding.grammar.Unsupported;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameSizeTest {
    // What FFmpeg 8.1.2 made of a picture of 853x481.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "null | 853x481",
                "scale=-2:360 | 638x360",
                "scale=-1:360 | 638x360",
                "scale=640:-1 | 640x361",
                "scale=640:-2 | 640x360",
                "scale=iw/2:ih/2 | 426x240",
                "scale=0:200 | 853x200",
                "scale=640:360:force_original_aspect_ratio=decrease | 638x360",
                "scale=640:360:force_original_aspect_ratio=increase | 640x361",
                "scale=641:361:force_original_aspect_ratio=decrease:force_divisible_by=2 | 640x360",
                "scale=hd720 | 1280x720",
                "scale=s=320x200 | 320x200",
                "crop=ih:ih | 480x480",
                "pad=iw+10:ih+10 | 862x490",
                "transpose=1 | 481x853",
                "scale=oh*2:100 | 200x100",
            })
    void a_chain_has_the_size_that_ffmpeg_gives_it(String filters, String size) {
        var through = new FrameSize(853, 481).through(FilterChain.video(filters));

        assertThat(through.width() + "x" + through.height()).isEqualTo(size);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scale=8192*8192:8", "scale=8192:8192", "scale=iw*30:-2", "pad=iw*20:ih",
                "scale=iw*4:-2,scale=iw*4:-2", "scale=oh*8192:1080", "scale=n:100", "scale=1/0:100",
                "crop=0-0.5:1/0",
            })
    void too_large_or_unknowable_a_size_is_refused(String filters) {
        assertThatThrownBy(() -> new FrameSize(1920, 1080).through(FilterChain.video(filters)))
                .isInstanceOf(Unsupported.class);
    }
}
