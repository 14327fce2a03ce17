package openencoder.worker.encode;

import openencoder.encoding.ffmpeg.FfmpegCommand;
import openencoder.encoding.preset.PresetReader;
import openencoder.encoding.recipe.ProbedSource;
import openencoder.encoding.recipe.Recipe;
import openencoder.job.Job;
import openencoder.job.SourceFacts;
import openencoder.media.StreamKind;
import openencoder.plan.EncodeTask;
import openencoder.plan.Plan;
import openencoder.plan.Promise;
import openencoder.worker.source.Probe;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Applies the settings that a job keeps of its preset. */
public final class PresetPlanner implements JobPlanner {
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, Object>> TREE = new TypeReference<>() {};

    // Relative to the folder where FFmpeg runs, so that nothing it says tells where that is.
    private static final Path SOURCE = Path.of("..", Plan.SOURCE);
    private static final Path HERE = Path.of(".");
    // beside the outputs, the only place where FFmpeg may write; never published
    private static final Path PASS_LOG = Path.of(".pass");

    private final int threads;

    /**
     * @param threads for an encoder whose preset does not say; 0 for FFmpeg's choice
     */
    public PresetPlanner(int threads) {
        this.threads = threads;
    }

    /** Reads any settings, as the first real ones take their time. */
    public static void warmUp() {
        recipe("{\"raw\": [\"-vf scale=-2:360\", \"-c:v libx264\", \"-c:a aac\"]}");
    }

    private static Recipe recipe(String data) {
        return PresetReader.read(JSON.readValue(data, TREE));
    }

    @Override
    public Plan plan(Job job, Probe source, SourceFacts facts) {
        var outputs = job.outputs();
        var recipe = recipe(job.preset().data()).inFormatOf(outputs.published().main());
        var name = outputs.working().main();
        var files = new FfmpegCommand.Files(SOURCE, HERE, name, PASS_LOG);
        var probed = new ProbedSource(facts, source.all());
        var command = FfmpegCommand.of(recipe, files).withThreads(threads).forSource(probed);
        return Plan.of(
                new EncodeTask(
                        command.passes(),
                        name,
                        recipe.format(),
                        source.duration().flatMap(recipe::outputDuration),
                        promise(recipe, source)));
    }

    private static Promise promise(Recipe recipe, Probe source) {
        var kinds = kinds(recipe, source);
        var taken = source.lengthOf(kinds);
        var length = taken.flatMap(recipe::outputDuration);
        var isWhole = length.isPresent() && isSame(length.get(), taken.get());
        return new Promise(
                kinds, length, isWhole, isWhole && recipe.keepsFrames(), recipe.copiedFrom());
    }

    private static boolean isSame(Duration length, Duration taken) {
        return length.minus(taken).abs().toMillis() <= 1;
    }

    private static List<StreamKind> kinds(Recipe recipe, Probe source) {
        var kinds = new ArrayList<StreamKind>();
        if (recipe.makesVideo() && source.has(StreamKind.VIDEO)) kinds.add(StreamKind.VIDEO);
        if (recipe.makesAudio() && source.has(StreamKind.AUDIO)) kinds.add(StreamKind.AUDIO);
        return kinds;
    }
}
