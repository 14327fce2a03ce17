package openencoder.presets;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.account.Role;
import openencoder.web.testing.Event;
import openencoder.web.testing.Shape;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.json.JsonMapper;

/** The Presets section of the Open Encoder API v1 document, each request as it is written there. */
class V1DocumentTest {
    /** With settings where the document has a placeholder. */
    private static final String PRESET =
            """
            {"name": "preset name", "description": "preset description",
             "data": "{\\"raw\\":[\\"-c:v libx264\\"]}", "active": true}\
            """;

    private static final String SAVED =
            PRESET.replace("{\"name\"", "{\"id\": \"<number>\", \"name\"");
    private static final String STORED =
            """
            {"id": "<number>", "name": "<text>", "description": "<text>", "data": "<text>",
             "active": true}\
            """;
    private static final String SHOWN = STORED.replace("}", ", \"output\": \"<text>\"}");

    private final PresetsFixture world = new PresetsFixture();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /api/presets | @SAVED",
                "GET | /api/presets?count=2 | {\"count\":5,\"items\":[@STORED,@STORED]}",
                "GET | /api/presets/1 | {\"preset\":@SHOWN,\"status\":200}",
                "PUT | /api/presets/6 | @SAVED",
                "POST | /api/preset/6 | @SAVED"
            })
    void is_answered_with_the_documented_fields(String method, String target, String expected) {
        // one of the user's own, as those that are built in stay
        var own = Event.post("/api/presets").json(PRESET.replace("preset name", "own"));
        if (target.endsWith("/6")) world.send(own, Role.OPERATOR);
        var event = Event.of(method, target);
        var reply = world.send(method.equals("GET") ? event : event.json(PRESET), Role.OPERATOR);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        var shape =
                expected.replace("@SAVED", SAVED)
                        .replace("@STORED", STORED)
                        .replace("@SHOWN", SHOWN);
        Shape.check(new JsonMapper().readTree(shape), reply.json());
    }
}
