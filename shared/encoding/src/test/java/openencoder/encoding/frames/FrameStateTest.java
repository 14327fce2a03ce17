package openencoder.encoding.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.encoding.allowed.FilterChain;
import openencoder.encoding.grammar.Quantity;
import openencoder.encoding.grammar.Unsupported;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Collections;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

class FrameStateTest {
    private static FrameState film(long width, long height) {
        return FrameState.of(
                new FrameSize(width, height),
                PixelAspect.SQUARE,
                Quantity.exactly(25),
                50,
                2,
                1 / 12_800.0);
    }

    // What FFmpeg 8.1.2 made of a picture of 853x481 in 4:4:4.
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
                "crop=ih:ih | 481x481",
                "pad=iw+10:ih+10 | 863x491",
                "transpose=1 | 481x853",
                "transpose=1:landscape | 853x481",
                "scale=oh*2:100 | 200x100",
                "scale=-3:20 | 36x20",
                "setsar=2,scale=iw*sar:ih | 1706x481",
                "setsar=2,scale=-1:100:reset_sar=1 | 355x100",
                "setsar=50,scale=100:100,scale=iw*sar:20 | 8866x20",
                "setsar=1/250,scale=iw/sar:20 | 853x20",
                "setsar=3.14159,scale=iw*sar/2:20 | 1340x20",
                "setdar=1/2,scale=100:100/dar | 100x200",
                "setsar=2,transpose,scale=100*sar:20 | 50x20",
                "setsar=2,pad=aspect=1/2 | 853x3412",
                "setsar=0,scale=10:100,scale=iw*sar:20 | 10x20",
                "setsar=2,crop=100:50:keep_aspect=1,scale=iw*sar:20 | 177x20",
                "separatefields,separatefields | 853x120",
                "scale=20:10+(-3^2) | 20x1",
            })
    void a_chain_has_the_size_that_ffmpeg_gives_it(String filters, String size) {
        assertThat(sizes(filters)).contains(size);
        if (!filters.matches(".*(crop|pad).*")) assertThat(sizes(filters)).hasSize(1);
    }

    private static Set<String> sizes(String filters) {
        try {
            return film(853, 481).through(FilterChain.video(filters)).stream()
                    .map(made -> made.size().width() + "x" + made.size().height())
                    .collect(Collectors.toSet());
        } catch (Unsupported tooLarge) {
            return Set.of(
                    tooLarge.getMessage().replaceAll("^.* pictures of (\\d+x\\d+);.*$", "$1"));
        }
    }

    @Test
    void a_crop_keeps_to_whole_samples_of_chroma_whatever_they_are() {
        assertThat(sizes("crop=101:51,scale=-1:100"))
                .contains("198x100", "196x100", "200x100", "202x100", "208x100");
    }

    // What FFmpeg 8.1.2 made of fifty frames in two seconds, or a few more.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "null | 50",
                "separatefields | 100",
                "telecine=pattern=9999 | 225",
                "telecine | 63",
                "yadif=1 | 100",
                "yadif | 50",
                "yadif=mode=send_field_nospatial | 100",
                "bwdif=1 | 100",
                "bwdif | 100",
                "bwdif=send_frame | 50",
                "w3fdif | 100",
                "estdif | 100",
                "estdif=frame | 50",
                "tpad=stop=10:start=5 | 65",
                "tpad=start_duration=1:stop_duration=1 | 100",
                "yadif=1,tpad=stop_duration=1 | 150",
                "fps=240 | 480",
                "framerate=240 | 481",
                "setpts=10*PTS,fps=25 | 500",
                "setpts=PTS+8/TB,fps=25 | 50",
                "setpts=PTS+8/TB,fps=25:start_time=0 | 250",
                "setpts=N/(FRAME_RATE*TB),fps=25 | 50",
                "setpts=N/10/TB,fps=25 | 125",
                "setpts=PTS-STARTPTS,setpts=PTS-STARTPTS,fps=25 | 50",
                "yadif=1,yadif=1,fps=10 | 20",
            })
    void a_chain_makes_as_many_frames_as_ffmpeg_or_a_few_more(String filters, double frames) {
        var made = film(640, 360).through(FilterChain.video(filters)).iterator().next().frames();

        assertThat(made).isBetween(frames, frames * 1.3 + 10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scale=8192*8192:8",
                "scale=8192:8192",
                "scale=iw*30:-2",
                "pad=iw*20:ih",
                "scale=iw*4:-2,scale=iw*4:-2",
                "scale=oh*8192:1080",
                "scale=n:100",
                "scale=1/0:100",
                "crop=0-0.5:1/0",
                "scale=oh:ow",
                "scale=100*hsub:100",
                "scale=oh:if(lt(ow,0-100000),9000,10)",
                "setsar=n",
                "setsar=1/0",
                "setpts=PTS*PTS",
                "setpts=PTS/TB",
                "setpts=tan(N)",
                "setpts=1/N",
                "settb=n",
                "setpts=pow(PTS,N)",
            })
    void too_large_or_unknowable_a_size_or_time_is_refused(String filters) {
        assertThatThrownBy(() -> film(1920, 1080).through(FilterChain.video(filters)))
                .isInstanceOf(Unsupported.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "telecine=pattern=9999*20 | telecine",
                "yadif=1*32 | yadif",
                "tpad=stop_duration=600:start_duration=600*3,setpts=100*PTS,fps=240 | fps",
                "w3fdif*18,framestep=10000,framestep=10000 | w3fdif",
                "setpts=mod(N\\,2)*900/TB,framerate=240 | framerate",
                "telecine=pattern=99*9,trim=0:1 | telecine",
            })
    void where_most_frames_are_made_is_known_whatever_becomes_of_them(String filters, String peak) {
        var chain = FilterChain.video(repeated(filters));

        var highest = film(640, 360).through(chain).iterator().next().peak().orElseThrow();

        assertThat(highest.filter()).isEqualTo(peak);
        assertThat(highest.isBearable()).isFalse();
    }

    private static String repeated(String filters) {
        var times = Pattern.compile("([^,]*[a-z0-9])\\*(\\d+)(?=,|$)");
        return times.matcher(filters)
                .replaceAll(
                        found ->
                                String.join(
                                        ",",
                                        Collections.nCopies(
                                                Integer.parseInt(found.group(2)),
                                                Matcher.quoteReplacement(found.group(1)))));
    }
}
