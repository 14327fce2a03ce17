package openencoder.worker.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.encoding.ffmpeg.FfmpegCommand;
import openencoder.encoding.frames.FrameState;
import openencoder.encoding.preset.PresetReader;
import openencoder.encoding.recipe.ProbedSource;
import openencoder.job.SourceFacts;
import openencoder.refusal.Invalid;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ways to ask for more pictures, or larger ones, than is allowed: a preset is refused, or the
 * worker refuses the film, or what FFmpeg makes of it is within the limits.
 */
@Timeout(120)
class PastTheLimitsIT {
    // A filter that is written N* stands there N times.
    private static final String WAYS =
            """
            -vf setsar=50,scale=w=iw*sar:h=ih*sar
            -vf setsar=40,scale=w=iw*sar:h=ih
            -vf separatefields 3*,scale=-1:4000
            -vf setdar=1/100,scale=w=iw:h=iw/dar
            -vf telecine=pattern=9999 20*
            -vf yadif=1 32*
            -vf tpad=stop=10000 32*
            -vf yadif=1 20* -pass 2 -b:v 1M
            -vf setsar=50,scale=-1:ih:reset_sar=1
            -vf pad=aspect=1/99
            -vf setpts=mod(N,2)*900/TB,framerate=240
            -s 8192x8192

            -vf setsar=100,scale=-1:2160:reset_sar=1,scale=iw*2:-1
            -vf setsar=1/90:max=1000,scale=iw:ih/sar
            -vf setsar=sar*7,setsar=sar*7,setsar=sar*7:max=1000,scale=iw*sar:ih
            -vf setdar=90,scale=w=ih*dar:h=ih
            -vf setdar=1/90,scale=w=ih:h=ih/dar
            -vf setdar=dar*50,scale=iw*dar/a:ih
            -vf scale=20:2000,scale=iw*sar:ih,scale=iw*sar:ih
            -vf zscale=20:4000,zscale=iw*sar:ih
            -vf setsar=50,transpose,scale=iw:ih/sar
            -vf setsar=50,transpose=2:portrait,scale=iw*sar:ih/sar
            -vf setsar=50,crop=iw/2:ih:keep_aspect=1,scale=iw*sar:ih
            -vf crop=iw:2,scale=-1:2000
            -vf crop=3:ih,scale=2000:-1
            -vf crop=9:3,scale=-1:3000
            -vf separatefields 5*,scale=2000:-1,scale=-1:8000
            -vf separatefields,setsar=20,scale=iw*sar:ih*8
            -vf pad=iw:ih:aspect=60,scale=iw:-1
            -vf pad=w=iw*20:h=ih*20
            -vf pad=ih*dar*9:ih*9
            -vf setsar=30,pad=iw:ih:aspect=1/3
            -vf scale=20:10+(5000-(-90^2))
            -vf scale=oh*90:max(ih,90)
            -vf scale=90:if(lt(ow,0),9000,-1)
            -vf scale=100:100:force_original_aspect_ratio=increase,setsar=90,scale=iw*sar:ih
            -vf bwdif 22*
            -vf w3fdif 22*
            -vf estdif 22*
            -vf bwdif=1,w3fdif,estdif=field,yadif=3,bwdif=send_field,telecine=pattern=9 20*
            -vf separatefields 3*,w3fdif 20*
            -vf telecine 32*,telecine=pattern=99 8*
            -vf telecine=pattern=9999 20*,framestep=10000,framestep=10000
            -vf yadif=1 24*,trim=0:1
            -vf yadif=1 24*,select=eq(n,0)
            -vf yadif=1 24*,fps=25
            -vf yadif=1 24* -t 1
            -vf yadif=1 24* -frames:v 1
            -vf yadif=1 4*,tpad=stop_duration=600,yadif=1 6*
            -vf tpad=start_duration=600:stop_duration=600 32*,fps=240
            -vf setpts=100*PTS,tpad=stop_duration=600 3*,fps=240,yadif=1 4*
            -vf fps=1/100,tpad=stop=10000,fps=240
            -vf framestep=10000,tpad=stop=10000,fps=240
            -vf decimate=2 8*,tpad=stop=10000,fps=240
            -vf settb=1,setpts=PTS+50000,fps=240:start_time=0
            -vf fps=1/1000,setpts=N*1000,fps=240
            -vf setpts=N*90/TB,fps=240
            -vf setpts=PTS*PTS,fps=240
            -vf setpts=PTS/TB,fps=240
            -vf setpts=(PTS+1/TB)^3,fps=240
            -vf setpts=if(gt(N,1),90000/TB,0),fps=240
            -vf setpts=if(eq(TB,1/1000),90000/TB,PTS),fps=240
            -vf setpts=PTS+90000/TB,setpts=PTS-STARTPTS,fps=240:start_time=0
            -vf setpts=PTS-90000/TB,setpts=0-PTS,fps=240
            -vf setpts=90*PTS -af asetpts=PTS -r 240
            -vf setpts=exp(N)/TB,fps=240
            -vf setpts=sin(N)*900/TB,framerate=240
            -vf dejudder=cycle=240,dejudder=cycle=240,tpad=stop_duration=600
            -vf dejudder=cycle=240 3* -f hls
            -vf dejudder=cycle=240 3* -fps_mode cfr
            -vf setpts=100*PTS,dejudder=cycle=240 -f mpeg -c:v mpeg2video
            """;

    @TempDir static Path made;
    private static Path film;

    @BeforeAll
    static void prepare() {
        film = new Clips(made).tiny();
    }

    static List<String> ways() {
        var times = Pattern.compile("([^, ]+) (\\d+)\\*");
        return WAYS.lines()
                .filter(way -> !way.isEmpty())
                .map(
                        way ->
                                times.matcher(way)
                                        .replaceAll(
                                                found ->
                                                        repeated(
                                                                found.group(1),
                                                                Integer.parseInt(found.group(2)))))
                .toList();
    }

    private static String repeated(String filter, int times) {
        return Matcher.quoteReplacement(String.join(",", Collections.nCopies(times, filter)));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void it_is_refused_or_within_the_limits(String way) throws Exception {
        var small = new SourceFacts.Video("h264", 96, 64, 25, 0);
        var facts =
                new SourceFacts(
                        "matroska",
                        10_000,
                        Optional.of(Duration.ofMillis(320)),
                        Optional.of(small),
                        Optional.of(new SourceFacts.Audio("aac", 1, 48_000)));
        try {
            var recipe = PresetReader.read(Map.of("raw", List.of(way)));
            var files =
                    new FfmpegCommand.Files(
                            film, made, recipe.outputName("film"), made.resolve("log"));
            FfmpegCommand.of(recipe, files).forSource(ProbedSource.of(facts));
            var chain = recipe.main().video().filters();
            System.out.println("Measured: " + way);
            for (var step : MeasuredChain.of(film, chain).steps()) {
                assertThat(step.frames()).isLessThanOrEqualTo(FrameState.MOST_FRAMES);
                assertThat(step.frames() == 0 || step.largest().isBearable()).isTrue();
            }
        } catch (Invalid refusal) {
            System.out.println("Refused: " + refusal.getMessage());
            assertThat(refusal.code())
                    .isIn("preset.invalid", "settings.too_large", "settings.too_long");
        }
    }
}
