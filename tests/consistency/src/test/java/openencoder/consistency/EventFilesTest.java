package openencoder.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;

/** What we keep in {@code events/} is what AWS's own type of such events reads. */
class EventFilesTest {
    private static final JsonMapper STRICT =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    @ParameterizedTest
    @ValueSource(strings = {"auth", "presets", "jobs", "machines"})
    void every_event_says_one_route_in_every_place(String function) {
        for (var file : FunctionsAtWork.events(FunctionsAtWork.EVENTS.resolve(function))) {
            var event = STRICT.readValue(file.toFile(), APIGatewayV2HTTPEvent.class);
            var http = event.getRequestContext().getHttp();
            assertThat(event.getVersion()).as("%s", file).isEqualTo("2.0");
            assertThat(event.getRouteKey()).as("%s", file).matches("ANY /.*|\\$default");
            assertThat(event.getRequestContext().getRouteKey())
                    .as("%s", file)
                    .isEqualTo(event.getRouteKey());
            assertThat(http.getPath()).as("%s", file).isEqualTo(event.getRawPath());
        }
    }

    @Test
    void a_misspelt_field_is_found() throws Exception {
        var health = Files.readString(FunctionsAtWork.EVENTS.resolve("jobs/health.json"));
        var misspelt = health.replace("rawQueryString", "rawQuery");
        assertThatThrownBy(() -> STRICT.readValue(misspelt, APIGatewayV2HTTPEvent.class))
                .isInstanceOf(UnrecognizedPropertyException.class)
                .hasMessageContaining("rawQuery");
    }
}
