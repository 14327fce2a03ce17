package openencoder.preset;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.page.Page;
import openencoder.page.PageRequest;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class SeededPresetsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final NewPreset OWN = new NewPreset("own", "", "{}", "own.mp4", true);

    private final Shelf shelf = new Shelf();
    private final SeededPresets presets = new SeededPresets(shelf, InstantSource.fixed(NOW));

    @Test
    void the_first_to_list_a_virgin_repository_finds_the_seeds() {
        var page = presets.page(PageRequest.FIRST);

        assertThat(page.total()).isEqualTo(5);
        assertThat(page.items()).extracting(Preset::name).contains("webm_vp9_720p_3000");
        assertThat(shelf.kept).allMatch(preset -> preset.createdAt().equals(NOW));
    }

    @Test
    void the_first_to_look_one_up_finds_it() {
        assertThat(presets.findByName("h264_main_720p_3000").orElseThrow().id().value())
                .isEqualTo(3);
    }

    @Test
    void the_first_to_look_one_up_by_its_number_finds_it() {
        assertThat(presets.find(new PresetId(1)).orElseThrow().name())
                .isEqualTo("h264_baseline_360p_600");
    }

    @Test
    void a_users_own_preset_comes_after_the_seeds() {
        assertThat(presets.add(OWN, NOW).id().value()).isEqualTo(6);
    }

    @Test
    void a_preset_that_does_not_exist_costs_one_attempt_to_seed_and_no_more() {
        for (var i = 0; i < 3; i++) assertThat(presets.findByName("nosuch")).isEmpty();

        assertThat(shelf.attempts).isEqualTo(1);
    }

    @Test
    void seeds_by_another_writer_are_found_as_well() {
        shelf.seed(SeedPresets.ALL, NOW);

        assertThat(presets.page(PageRequest.FIRST).total()).isEqualTo(5);
    }

    @Test
    void a_built_in_preset_of_an_earlier_release_is_read_as_this_one_makes_it() {
        var earlier = new ArrayList<NewPreset>();
        for (var seed : SeedPresets.ALL) earlier.add(with(seed, enlarging(seed.data())));
        shelf.seed(earlier, NOW);

        assertThat(presets.findByName("h264_main_720p_3000").orElseThrow().data())
                .isEqualTo(SeedPresets.ALL.get(2).data())
                .contains("scale=-2:min(720,trunc(ih/2)*2)");
        assertThat(presets.find(new PresetId(1)).orElseThrow().data())
                .isEqualTo(SeedPresets.ALL.getFirst().data());
        assertThat(presets.page(PageRequest.FIRST).items())
                .extracting(Preset::data)
                .containsExactlyElementsOf(
                        SeedPresets.ALL.reversed().stream().map(NewPreset::data).toList());
    }

    @Test
    void what_users_made_of_a_built_in_preset_stays() {
        var seed = SeedPresets.ALL.get(2);
        var own = enlarging(seed.data()).replace("3000k", "2500k");
        shelf.seed(List.of(with(seed, own)), NOW);
        shelf.add(new NewPreset("own", "", enlarging(seed.data()), "own.mp4", true), NOW);

        assertThat(presets.findByName(seed.name()).orElseThrow().data()).isEqualTo(own);
        assertThat(presets.findByName("own").orElseThrow().data())
                .isEqualTo(enlarging(seed.data()));
    }

    private static NewPreset with(NewPreset seed, String data) {
        return new NewPreset(seed.name(), seed.description(), data, seed.output(), seed.active());
    }

    private static String enlarging(String data) {
        return data.replaceAll("min\\((\\d+),trunc\\(ih/2\\)\\*2\\)", "$1");
    }

    /** The least repository that seeds as the port says. */
    private static final class Shelf implements PresetRepository {
        private final List<Preset> kept = new ArrayList<>();
        private int attempts;

        @Override
        public Preset add(NewPreset preset, Instant now) {
            var id = new PresetId(kept.size() + 1L);
            kept.add(
                    new Preset(
                            id,
                            preset.name(),
                            preset.description(),
                            preset.data(),
                            preset.output(),
                            preset.active(),
                            now,
                            1));
            return kept.getLast();
        }

        @Override
        public Optional<Preset> find(PresetId id) {
            return kept.stream().filter(preset -> preset.id().equals(id)).findFirst();
        }

        @Override
        public Optional<Preset> findByName(String name) {
            return kept.stream().filter(preset -> preset.name().equals(name)).findFirst();
        }

        @Override
        public Optional<Preset> replace(Preset changed) {
            throw new UnsupportedOperationException("no test replaces a preset");
        }

        @Override
        public Page<Preset> page(PageRequest request) {
            return new Page<>(kept.reversed(), kept.size());
        }

        @Override
        public boolean seed(List<NewPreset> presets, Instant now) {
            attempts++;
            if (!kept.isEmpty()) return false;
            presets.forEach(preset -> add(preset, now));
            return true;
        }
    }
}
