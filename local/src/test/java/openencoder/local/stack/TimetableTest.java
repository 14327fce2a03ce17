package openencoder.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.cloud.template.Schedule;
import openencoder.local.lambda.Function;
import openencoder.local.lambda.InvocationException;
import openencoder.local.lambda.InvocationException.Reason;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class TimetableTest {

    private static final Schedule MINUTE =
            new Schedule("SweeperFunction", "EveryMinute", Duration.ofMinutes(1));

    private final List<JsonNode> events = new ArrayList<>();

    @Test
    void a_function_gets_the_event_that_eventbridge_would_send() {
        try (var timetable = timetable((_, event) -> heard(event))) {
            timetable.invoke(MINUTE);
        }
        assertThat(events).singleElement().satisfies(TimetableTest::isScheduledEvent);
    }

    @Test
    void a_function_that_fails_is_invoked_the_next_time_too() {
        Function failing =
                (_, event) -> {
                    heard(event);
                    throw new InvocationException(Reason.FAILED, "failed", null);
                };
        try (var timetable = timetable(failing)) {
            timetable.invoke(MINUTE);
            timetable.invoke(MINUTE);
        }
        assertThat(events).hasSize(2);
    }

    private byte[] heard(byte[] event) {
        events.add(JsonMapper.shared().readTree(event));
        return new byte[0];
    }

    private static Timetable timetable(Function function) {
        var now = Instant.parse("2026-11-23T08:00:00Z");
        return new Timetable(Map.of("SweeperFunction", function), InstantSource.fixed(now));
    }

    private static void isScheduledEvent(JsonNode event) {
        assertThat(event.get("detail-type").asString()).isEqualTo("Scheduled Event");
        assertThat(event.get("time").asString()).isEqualTo("2026-11-23T08:00:00Z");
        assertThat(event.get("id").asString()).hasSize(36);
    }
}
