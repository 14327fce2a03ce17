package openencoder.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

class JsonTest {
    private record Dates(Instant createdDate, Optional<Instant> finishedDate) {}

    @Test
    void dates_have_whole_milliseconds() {
        var moment = Instant.parse("2026-01-02T12:00:00.123987654Z");
        assertThat(written(new Dates(moment, Optional.of(moment))))
                .isEqualTo(
                        "{\"created_date\":\"2026-01-02T12:00:00.123Z\","
                                + "\"finished_date\":\"2026-01-02T12:00:00.123Z\"}");
        assertThat(written(new Dates(Instant.EPOCH, Optional.empty())))
                .isEqualTo("{\"created_date\":\"1970-01-01T00:00:00Z\",\"finished_date\":null}");
    }

    private static String written(Object value) {
        return new String(Json.write(value), StandardCharsets.UTF_8);
    }
}
