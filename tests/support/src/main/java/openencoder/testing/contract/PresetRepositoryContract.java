package openencoder.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.page.PageRequest;
import openencoder.preset.NewPreset;
import openencoder.preset.Preset;
import openencoder.preset.PresetId;
import openencoder.preset.PresetRepository;
import openencoder.refusal.Conflict;
import openencoder.testing.Race;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What {@link PresetRepository} promises. */
public abstract class PresetRepositoryContract {
    private static final Instant NOW = Instant.parse("2026-01-02T12:00:00.123456789Z");

    /** The same one throughout a test, empty at its beginning. */
    protected abstract PresetRepository presets();

    @Test
    void a_preset_is_found_by_id_and_by_name() {
        var added = presets().add(preset("web"), NOW);

        assertThat(added.id()).isEqualTo(new PresetId(1));
        assertThat(presets().find(added.id())).contains(added);
        assertThat(presets().findByName("web")).contains(added);
    }

    @Test
    void what_never_was_is_not_found() {
        assertThat(presets().find(new PresetId(404))).isEmpty();
        assertThat(presets().findByName("404")).isEmpty();
    }

    @Test
    void a_name_that_looks_like_an_id_is_a_name() {
        presets().add(preset("web"), NOW);
        var two = presets().add(preset("1"), NOW);

        assertThat(presets().findByName("1")).contains(two);
        assertThat(presets().find(new PresetId(1)).orElseThrow().name()).isEqualTo("web");
    }

    @Test
    void every_field_comes_back_as_it_was_stored() {
        var asked = new NewPreset("web_1.2-x", "", "{\"raw\":[\"ü\"]}", "", false);

        var added = presets().add(asked, NOW);

        assertThat(added)
                .isEqualTo(
                        new Preset(
                                new PresetId(1),
                                "web_1.2-x",
                                "",
                                "{\"raw\":[\"ü\"]}",
                                "",
                                false,
                                NOW,
                                1));
        assertThat(presets().find(added.id())).contains(added);
    }

    @Test
    void a_name_that_is_taken_is_refused_and_no_id_is_lost() {
        presets().add(preset("web"), NOW);

        assertThatThrownBy(() -> presets().add(preset("web"), NOW))
                .isInstanceOfSatisfying(
                        Conflict.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("preset.exists"))
                .hasMessageContaining("web");
        assertThat(presets().add(preset("tv"), NOW).id()).isEqualTo(new PresetId(2));
    }

    @Test
    void of_sixteen_who_want_a_name_at_once_one_gets_it_and_no_id_is_lost() {
        var outcomes = Race.outcomes(16, _ -> () -> presets().add(preset("web"), NOW));

        assertThat(outcomes).filteredOn(Race.Outcome.Did.class::isInstance).hasSize(1);
        assertThat(presets().findByName("web").orElseThrow().id()).isEqualTo(new PresetId(1));
        assertThat(presets().add(preset("tv"), NOW).id()).isEqualTo(new PresetId(2));
    }

    @Test
    void a_change_is_seen_under_id_and_name() {
        var added = presets().add(preset("web"), NOW);
        var change = new NewPreset("web", "smaller", "{}", "w.webm", false);

        var changed = presets().replace(added.with(change)).orElseThrow();

        assertThat(changed).isEqualTo(added.with(change).withRevision(2));
        assertThat(presets().find(added.id())).contains(changed);
        assertThat(presets().findByName("web")).contains(changed);
    }

    @Test
    void a_rename_frees_the_old_name() {
        var added = presets().add(preset("web"), NOW);

        var renamed = presets().replace(added.with(preset("net"))).orElseThrow();

        assertThat(presets().findByName("net")).contains(renamed);
        assertThat(presets().findByName("web")).isEmpty();
        assertThat(presets().add(preset("web"), NOW).id()).isEqualTo(new PresetId(2));
    }

    @Test
    void a_rename_to_a_name_that_is_taken_is_refused_and_changes_nothing() {
        var web = presets().add(preset("web"), NOW);
        var tv = presets().add(preset("tv"), NOW);

        assertThatThrownBy(() -> presets().replace(web.with(preset("tv"))))
                .isInstanceOf(Conflict.class);
        assertThat(presets().findByName("web")).contains(web);
        assertThat(presets().findByName("tv")).contains(tv);
    }

    @Test
    void of_two_who_want_the_same_new_name_one_gets_it() {
        var web = presets().add(preset("web"), NOW);
        var tv = presets().add(preset("tv"), NOW);

        var outcomes =
                Race.outcomes(
                        2, i -> () -> presets().replace((i == 0 ? web : tv).with(preset("net"))));

        assertThat(outcomes).filteredOn(Race.Outcome.Did.class::isInstance).hasSize(1);
        assertThat(presets().findByName("net")).isPresent();
        assertThat(List.of(presets().findByName("web"), presets().findByName("tv")))
                .containsOnlyOnce(Optional.empty());
    }

    @Test
    void of_sixteen_who_change_the_same_preset_at_once_one_wins() {
        var added = presets().add(preset("web"), NOW);

        var stored =
                Race.run(16, i -> () -> presets().replace(added.with(describe("by " + i)))).stream()
                        .flatMap(Optional::stream)
                        .toList();

        assertThat(stored).hasSize(1);
        assertThat(presets().find(added.id())).contains(stored.getFirst());
        assertThat(presets().findByName("web")).contains(stored.getFirst());
    }

    @Test
    void a_change_of_something_old_is_refused() {
        var added = presets().add(preset("web"), NOW);
        var changed = presets().replace(added.with(describe("first"))).orElseThrow();

        assertThat(presets().replace(added.with(describe("second")))).isEmpty();
        assertThat(presets().find(added.id())).contains(changed);
    }

    @Test
    void a_change_sent_again_because_its_answer_was_lost_has_succeeded() {
        var change = presets().add(preset("web"), NOW).with(preset("net"));
        var first = presets().replace(change);

        assertThat(presets().replace(change)).isEqualTo(first).isPresent();
    }

    @Test
    void what_never_was_cannot_be_changed() {
        var added = presets().add(preset("web"), NOW);
        var unknown = new Preset(new PresetId(404), "x", "", "{}", "", true, added.createdAt(), 1);

        assertThat(presets().replace(unknown)).isEmpty();
        assertThat(presets().findByName("x")).isEmpty();
    }

    @Test
    void twenty_five_presets_make_three_pages_newest_first() {
        IntStream.rangeClosed(1, 25).forEach(i -> presets().add(preset("p" + i), NOW));

        assertThat(names(1)).hasSize(10).startsWith("p25", "p24");
        assertThat(names(3)).containsExactly("p5", "p4", "p3", "p2", "p1");
        assertThat(names(4)).isEmpty();
        assertThat(presets().page(PageRequest.FIRST).total()).isEqualTo(25);
    }

    @Test
    void a_virgin_repository_takes_the_seeds_in_their_order() {
        assertThat(presets().seed(List.of(preset("a"), preset("b")), NOW)).isTrue();

        assertThat(presets().find(new PresetId(1)).orElseThrow().name()).isEqualTo("a");
        assertThat(presets().findByName("b").orElseThrow().id()).isEqualTo(new PresetId(2));
        assertThat(presets().add(preset("c"), NOW).id()).isEqualTo(new PresetId(3));
    }

    @Test
    void seeds_come_once() {
        presets().seed(List.of(preset("a")), NOW);

        assertThat(presets().seed(List.of(preset("b")), NOW)).isFalse();
        assertThat(presets().findByName("b")).isEmpty();
        assertThat(presets().page(PageRequest.FIRST).total()).isEqualTo(1);
    }

    @Test
    void a_repository_with_a_preset_takes_no_seeds() {
        presets().add(preset("mine"), NOW);

        assertThat(presets().seed(List.of(preset("a"), preset("mine")), NOW)).isFalse();
        assertThat(presets().findByName("a")).isEmpty();
    }

    @Test
    void of_sixteen_who_seed_at_once_one_does() {
        var seeds = IntStream.range(0, 5).mapToObj(i -> preset("s" + i)).toList();

        assertThat(Race.run(16, _ -> () -> presets().seed(seeds, NOW))).containsOnlyOnce(true);
        assertThat(presets().page(PageRequest.FIRST).items()).hasSize(5);
    }

    private List<String> names(int page) {
        return presets().page(new PageRequest(page, 10)).items().stream()
                .map(Preset::name)
                .toList();
    }

    private static NewPreset preset(String name) {
        return new NewPreset(name, "For the web", "{\"raw\":[]}", name + ".mp4", true);
    }

    private static NewPreset describe(String description) {
        return new NewPreset("web", description, "{\"raw\":[]}", "web.mp4", true);
    }
}
