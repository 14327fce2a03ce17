package openencoder.encoding.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import openencoder.encoding.allowed.FilterChain;
import openencoder.encoding.grammar.Unsupported;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoundStateTest {
    // What FFmpeg 8.1.2 made of a second, or more.
    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "anull # 1",
                "atempo=0.5 # 2",
                "adelay=2000 # 3",
                "adelay=2s # 3",
                "adelay=1|5000 # 6",
                "adelay=2000:all=1,adelay=1000 # 4",
                "aresample=8000,asetrate=4000 # 2",
                "aresample=8000,asetrate=4000,aresample=48000,asetrate=4000 # 24",
                "aecho=0.8:0.9:1000|3000:0.3|0.2 # 4",
                "asetpts=PTS+5/TB,aresample=async=1:first_pts=0 # 6",
                "asetpts=PTS-STARTPTS # 1",
                "loudnorm # 1",
            })
    void sound_is_as_long_as_ffmpeg_makes_it_or_longer(String filters, double seconds) {
        assertThat(SoundState.of(1).through(FilterChain.audio(filters)).seconds())
                .isCloseTo(seconds, within(0.001));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "adelay=999999s",
                "asetrate=4000,aresample=192000,asetrate=4000,aresample=192000,asetrate=4000,"
                        + "aresample=192000,asetrate=4000",
                "asetpts=PTS+99999/TB,asetpts=PTS*2,aresample=async=1:first_pts=0",
                "adelay=90000s,adelay=90000s,atrim=0:1",
            })
    void where_it_becomes_too_long_is_known_whatever_becomes_of_it(String filters) {
        var highest = SoundState.of(1).through(FilterChain.audio(filters)).peak().orElseThrow();

        assertThat(highest.isBearable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"asetpts=PTS*PTS", "asetpts=1/N", "asetpts=tan(N)"})
    void a_time_that_cannot_be_foretold_is_refused(String filters) {
        assertThatThrownBy(() -> SoundState.of(1).through(FilterChain.audio(filters)))
                .isInstanceOf(Unsupported.class);
    }
}
