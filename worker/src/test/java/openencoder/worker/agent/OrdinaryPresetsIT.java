package openencoder.worker.agent;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.account.UserId;
import openencoder.encoding.preset.PresetReader;
import openencoder.job.JobState;
import openencoder.job.NewJob;
import openencoder.media.MediaUri;
import openencoder.preset.PresetId;
import openencoder.preset.PresetSnapshot;
import openencoder.testing.PresetCorpus;
import openencoder.worker.encode.Ffmpeg;
import openencoder.worker.encode.PresetPlanner;
import openencoder.worker.ffmpeg.Clips;
import openencoder.worker.ffmpeg.EncodeLimits;
import openencoder.worker.ffmpeg.TestSandbox;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Presets of everyday use make their films in the sandbox. Every twelfth of them is tried; {@code
 * -Dordinary.presets=all} tries them all.
 */
@Timeout(120)
class OrdinaryPresetsIT {
    private static final EncodeLimits LIMITS =
            new EncodeLimits(
                    Duration.ofSeconds(60), Duration.ofSeconds(110), Duration.ofSeconds(2));

    @TempDir static Path made;
    private static byte[] film;

    @TempDir Path folder;

    @BeforeAll
    static void prepare() throws IOException {
        film = Files.readAllBytes(new Clips(made).stereo());
    }

    static List<PresetCorpus.Sample> presets() {
        var all = PresetCorpus.ordinary();
        var step = "all".equals(System.getProperty("ordinary.presets")) ? 1 : 12;
        return IntStream.range(0, all.size())
                .filter(i -> i % step == 0)
                .mapToObj(all::get)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void an_ordinary_preset_makes_its_film(PresetCorpus.Sample preset) {
        var world = new WorkerFixture(folder);
        world.planner = new PresetPlanner(0);
        world.store.put(WorkerFixture.SOURCE, film);
        var output = PresetReader.read(preset.tree()).outputName("film");
        var asked =
                new NewJob(
                        new PresetSnapshot(new PresetId(1), "web", preset.data(), output),
                        MediaUri.parse("source", "s3:///in/film.mov"),
                        MediaUri.parse("dest", "s3:///out/"),
                        new UserId(1));
        var id = world.rows.add(asked, world.clock.instant()).id();
        world.messages.send(id);

        world.worker("w1", new Ffmpeg(Clips.tools(), TestSandbox.found(), LIMITS)).runOnce();

        assertThat(world.job(id).state()).isInstanceOf(JobState.Completed.class);
    }
}
