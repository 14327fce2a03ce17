package openencoder.presets;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.account.Role;
import openencoder.preset.PresetId;
import openencoder.web.testing.Event;
import openencoder.web.testing.Reply;

import org.junit.jupiter.api.Test;

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
        assertThat(update(1, "{\"name\":\"small\"}").text("output")).isEqualTo("small.mp4");
        assertThat(update(1, "{\"output\":\"film.mp4\"}").text("output")).isEqualTo("film.mp4");
        assertThat(update(1, "{\"name\":\"tiny\"}").text("output")).isEqualTo("film.mp4");
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
