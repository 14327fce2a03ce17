package openencoder.presets;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.account.Role;
import openencoder.preset.NewPreset;
import openencoder.preset.PresetId;
import openencoder.preset.SeedPresets;
import openencoder.web.testing.Event;
import openencoder.web.testing.Reply;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Map;

class PresetsTest {
    private final PresetsFixture world = new PresetsFixture();

    @Test
    void every_bad_setting_is_named_with_its_path() {
        var data = "{\"video\":{\"codec\":\"nosuch\",\"crf\":999}}";
        var reply = create("{\"name\":\"a\",\"data\":" + data + "}");
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().path("errors").findValuesAsString("field"))
                .contains("data.video.codec", "data.video.crf");
    }

    @Test
    void an_answer_can_be_sent_back_as_it_is() {
        var shown = world.send(Event.get("/api/presets/1"), Role.GUEST).json().path("preset");
        var reply = update(1, shown.toString());
        assertThat(reply.json()).isEqualTo(shown);
    }

    @Test
    void a_derived_output_follows_the_name_and_a_chosen_one_stays() {
        create("{\"name\":\"mine\",\"data\":{\"video\":{\"codec\":\"libx264\"}}}");
        assertThat(update(6, "{\"name\":\"small\"}").text("output")).isEqualTo("small.mp4");
        assertThat(update(6, "{\"output\":\"film.mp4\"}").text("output")).isEqualTo("film.mp4");
        assertThat(update(6, "{\"name\":\"tiny\"}").text("output")).isEqualTo("film.mp4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"small\"}",
                "{\"active\":false}",
                "{\"output\":\"film.mp4\"}",
                "{\"data\":{\"video\":{\"codec\":\"libx264\"}}}",
                "{\"name\":\"h264_main_480p_1000\"}"
            })
    void a_built_in_preset_is_not_lost(String change) {
        for (var id = 1; id <= SeedPresets.ALL.size(); id++) {
            // its own name, and an output of another format than it makes
            if (id == 2 && change.contains("480p") || id == 5 && change.contains("film")) continue;
            var reply = update(id, change);
            assertThat(reply.status()).as(reply.text()).isEqualTo(409);
            assertThat(reply.text("code")).isEqualTo("preset.built_in");
            assertThat(reply.text("message")).contains("copy", "POST /api/presets");
        }
        var names = SeedPresets.ALL.stream().map(NewPreset::name).toList();
        assertThat(names)
                .allSatisfy(name -> assertThat(world.presets.findByName(name)).isPresent());
    }

    @Test
    void a_built_in_preset_may_be_described_and_one_that_was_switched_off_comes_back() {
        assertThat(update(1, "{\"description\":\"for phones\"}").text("description"))
                .isEqualTo("for phones");
        var preset = world.presets.find(new PresetId(1)).orElseThrow();
        var changed = "{\"video\":{\"codec\":\"libx264\"}}";
        var off = new NewPreset(preset.name(), "", changed, "film.mp4", false);
        world.presets.replace(preset.with(off)).orElseThrow();
        assertThat(update(1, "{\"active\":true}").status()).isEqualTo(200);
        var seed = SeedPresets.ALL.getFirst();
        var back = Map.of("data", seed.data(), "output", seed.output());
        assertThat(update(1, new JsonMapper().writeValueAsString(back)).text("data"))
                .isEqualTo(seed.data());
        assertThat(update(1, "{\"output\":\"film.mp4\"}").status()).isEqualTo(409);
    }

    @Test
    void a_list_by_name_has_the_one_preset_with_just_that_name() {
        assertThat(named("h264_main_480p_1000")).containsExactly("h264_main_480p_1000");
        assertThat(named("h264_main")).isEmpty();
        assertThat(named("H264_MAIN_480P_1000")).isEmpty();
        assertThat(named("h264_main_480p_1000&page=2")).isEmpty();
        assertThat(list("?name=").json().path("count").asInt()).isEqualTo(0);
    }

    private List<String> named(String name) {
        return list("?name=" + name).json().path("items").findValuesAsString("name");
    }

    private Reply list(String query) {
        return world.send(Event.get("/api/presets" + query), Role.GUEST);
    }

    @Test
    void an_update_may_keep_its_own_name() {
        assertThat(update(1, "{\"name\":\"h264_baseline_360p_600\"}").status()).isEqualTo(200);
    }

    @Test
    void data_given_as_an_object_is_kept_as_its_text() {
        var reply = create("{\"name\":\"a\",\"data\":{\"video\":{\"codec\":\"libx264\"}}}");
        assertThat(reply.text("data")).isEqualTo("{\"video\":{\"codec\":\"libx264\"}}");
        var id = new PresetId(reply.json().path("id").asLong());
        assertThat(world.presets.find(id).orElseThrow().data()).isEqualTo(reply.text("data"));
    }

    private Reply create(String body) {
        return world.send(Event.post("/api/presets").json(body), Role.OPERATOR);
    }

    private Reply update(int id, String body) {
        return world.send(Event.put("/api/presets/" + id).json(body), Role.OPERATOR);
    }
}
