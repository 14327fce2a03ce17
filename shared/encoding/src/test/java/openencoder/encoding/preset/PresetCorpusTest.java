package openencoder.encoding.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import openencoder.encoding.ffmpeg.FfmpegCommand;
import openencoder.encoding.frames.FrameSize;
import openencoder.encoding.frames.FrameState;
import openencoder.encoding.frames.PixelAspect;
import openencoder.encoding.recipe.Recipe;
import openencoder.preset.NewPreset;
import openencoder.preset.SeedPresets;
import openencoder.refusal.Invalid;
import openencoder.testing.JsonTree;
import openencoder.testing.PresetCorpus;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.List;

class PresetCorpusTest {
    private static final Path JOB = Path.of("/job");

    @ParameterizedTest
    @MethodSource("openencoder.testing.PresetCorpus#ordinary")
    void an_ordinary_preset_is_accepted(PresetCorpus.Sample preset) {
        var recipe = PresetReader.read(preset.tree());

        var passes = command(recipe, recipe.outputName("film")).passes();

        assertThat(passes).hasSize(recipe.isTwoPass() ? 2 : 1);
        assertThat(passes).allSatisfy(PresetCorpusTest::reads_the_source_and_no_more);
        assertThat(passes.getLast().getLast()).startsWith("file:/job/out/film.");
    }

    private static void reads_the_source_and_no_more(List<String> pass) {
        assertThat(pass).containsOnlyOnce("-i").contains("file:/job/src");
        assertThat(pass.subList(0, pass.size() - 1))
                .filteredOn(word -> word.contains("/job"))
                .allMatch(
                        word ->
                                word.equals("file:/job/src")
                                        || word.startsWith("/job/log")
                                        || word.startsWith("/job/out/film_%05d")
                                        || word.contains("stats=/job/log"));
    }

    @ParameterizedTest
    @MethodSource("openencoder.testing.PresetCorpus#hostile")
    void a_hostile_preset_is_refused_and_the_culprit_named(PresetCorpus.Sample preset) {
        var refusal = catchThrowableOfType(Invalid.class, () -> PresetReader.read(preset.tree()));

        assertThat(refusal).as(preset.toString()).isNotNull();
        assertThat(refusal.code()).isEqualTo("preset.invalid");
        assertThat(refusal.fields())
                .as(preset.toString())
                .anyMatch(field -> names(field, preset.name()));
        assertThat(refusal.fields())
                .allMatch(field -> field.field().startsWith("data"))
                .allMatch(field -> field.message().chars().noneMatch(Character::isISOControl));
    }

    private static boolean names(Invalid.Field field, String culprit) {
        if (culprit.startsWith("-")) return field.message().startsWith(culprit + ":");
        return field.field().equals(culprit) || field.message().contains(culprit);
    }

    @Test
    void the_corpora_are_large_enough_to_mean_something() {
        assertThat(PresetCorpus.ordinary()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(PresetCorpus.hostile()).hasSizeGreaterThanOrEqualTo(150);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_seeded_preset_is_accepted_and_fits_its_output(NewPreset seed) {
        var recipe = PresetReader.read(JsonTree.of(seed.data()));

        assertThat(recipe.outputName(seed.name())).isEqualTo(seed.output());
        assertThat(recipe.forOutput(seed.output()).format()).isEqualTo(recipe.format());
        assertThat(recipe.makesVideo()).isTrue();
        assertThat(recipe.makesAudio()).isTrue();
    }

    static List<NewPreset> seeds() {
        return SeedPresets.ALL;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_seeded_preset_never_enlarges_a_film(NewPreset seed) {
        var filters = PresetReader.read(JsonTree.of(seed.data())).main().video().filters();

        for (var size : List.of(new FrameSize(426, 240), new FrameSize(319, 179)))
            assertThat(
                            FrameState.ofOneSecond(size.width(), size.height(), PixelAspect.SQUARE)
                                    .through(filters))
                    .allMatch(made -> made.size().height() == size.height() / 2 * 2)
                    .allMatch(made -> made.size().isEven());
        assertThat(FrameState.ofOneSecond(3840, 2160, PixelAspect.SQUARE).through(filters))
                .allMatch(made -> seed.name().contains(made.size().height() + "p"));
    }

    @Test
    void the_seeds_stand_in_the_order_of_their_ids() {
        assertThat(SeedPresets.ALL)
                .extracting(NewPreset::name)
                .containsExactly(
                        "h264_baseline_360p_600",
                        "h264_main_480p_1000",
                        "h264_main_720p_3000",
                        "h264_main_1080p_6000",
                        "webm_vp9_720p_3000");
    }

    @ParameterizedTest
    @MethodSource("openencoder.testing.PresetCorpus#ordinary")
    void what_is_shown_to_people_has_every_argument(PresetCorpus.Sample preset) {
        var recipe = PresetReader.read(preset.tree());
        var command = command(recipe, recipe.outputName("film"));

        var shown = command.display();

        assertThat(shown).startsWith("ffmpeg ").doesNotContain("\n");
        for (var pass : command.passes())
            assertThat(pass).filteredOn(w -> w.matches("[A-Za-z0-9:-]+")).allMatch(shown::contains);
    }

    private static FfmpegCommand command(Recipe recipe, String name) {
        var files =
                new FfmpegCommand.Files(
                        JOB.resolve("src"), JOB.resolve("out"), name, JOB.resolve("log"));
        return FfmpegCommand.of(recipe, files).withThreads(2);
    }
}
