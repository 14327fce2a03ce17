package openencoder.worker.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.encoding.allowed.FilterChain;
import openencoder.encoding.frames.FrameState;
import openencoder.encoding.frames.PixelAspect;
import openencoder.encoding.grammar.Unsupported;
import openencoder.encoding.recipe.SourceStream.Pictures;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * FFmpeg never makes larger pictures, nor more of them, than was reckoned beforehand. {@code
 * -Dmeasured.chains=2000} tries as many, {@code -Dmeasured.seed=7} others.
 */
@Timeout(3600)
class FrameStateIT {
    private static final int COUNT = Integer.getInteger("measured.chains", 36);
    private static final long SEED = Long.getLong("measured.seed", 8);

    @TempDir static Path made;
    private static final Map<Path, Pictures> FILMS = new LinkedHashMap<>();

    @BeforeAll
    static void prepare() {
        var clips = new Clips(made);
        FILMS.put(
                film(clips, "plain.mkv", "96x64", "25", "yuv420p", "setsar=1"),
                pictures(96, 64, PixelAspect.SQUARE, 25));
        FILMS.put(
                film(clips, "odd.mkv", "96x64", "30000/1001", "yuv444p", "scale=95:63,setsar=1"),
                pictures(95, 63, PixelAspect.SQUARE, 30_000 / 1001.0));
        FILMS.put(
                film(clips, "wide.mkv", "72x58", "50", "yuv420p", "setsar=16/11"),
                pictures(72, 58, new PixelAspect(16, 11), 50));
    }

    private static Path film(
            Clips clips, String name, String size, String rate, String format, String filter) {
        return clips.make(
                name,
                List.of("-f", "lavfi", "-i", "testsrc2=size=%s:rate=%s".formatted(size, rate)),
                List.of("-t", "0.6", "-vf", filter, "-pix_fmt", format, "-c:v", "ffv1"));
    }

    private static Pictures pictures(int width, int height, PixelAspect pixels, double rate) {
        return new Pictures(width, height, 0, pixels, rate, rate, 0.001, false);
    }

    @Test
    void no_chain_makes_more_than_was_reckoned() throws Exception {
        var chains = new ChainGenerator(SEED);
        var tooMany = new ArrayList<String>();
        var reached = 0;
        var refused = 0;
        for (var i = 0; i < COUNT; i++) {
            var text = chains.next();
            var film = new ArrayList<>(FILMS.keySet()).get(i % FILMS.size());
            var reckoned = reckoned(film, FilterChain.video(text));
            if (reckoned.isEmpty()) {
                refused++;
                continue;
            }
            var measured = MeasuredChain.of(film, FilterChain.video(text)).steps();
            for (var step = 0; step < measured.size(); step++)
                if (reckoned.get(step).stream().allMatch(isMore(measured.get(step))))
                    tooMany.add(
                            "%s of %s: at step %d %s, not %s"
                                    .formatted(
                                            text,
                                            film.getFileName(),
                                            step,
                                            measured.get(step),
                                            reckoned.get(step)));
            if (measured.getLast().frames() > 0) reached++;
        }
        System.out.printf(
                "%d chains of filters, %d made frames to the end, %d were refused%n",
                COUNT, reached, refused);

        assertThat(tooMany).isEmpty();
        assertThat(reached).isGreaterThan(COUNT / 3);
    }

    private static List<Set<FrameState>> reckoned(Path film, FilterChain chain) {
        var states = new ArrayList<Set<FrameState>>();
        var before = FILMS.get(film).over(0.65);
        try {
            for (var count = 1; count <= chain.filters().size(); count++)
                states.add(before.through(new FilterChain(chain.filters().subList(0, count))));
        } catch (Unsupported tooLarge) {
            return List.of();
        }
        return states;
    }

    private static Predicate<FrameState> isMore(MeasuredChain.Step measured) {
        return reckoned ->
                measured.frames() > reckoned.frames()
                        || measured.largest().width() > reckoned.size().width()
                        || measured.largest().height() > reckoned.size().height();
    }
}
