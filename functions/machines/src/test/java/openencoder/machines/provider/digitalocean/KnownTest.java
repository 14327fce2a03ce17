package openencoder.machines.provider.digitalocean;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\":3000000000,\"name\":\"a\"} | {\"name\":\"a\"}",
                "{\"sizes\":[{\"slug\":\"s\",\"transfer\":0.5}]} | {\"sizes\":[{\"slug\":\"s\"}]}",
                "{\"price_hourly\":0.00743999984115362} | {\"price_hourly\":0.00743999984115362}",
                "{\"tags\":[\"a\",\"b\"],\"locked\":false} | {\"tags\":[\"a\",\"b\"]}",
                "{\"region\":null,\"x\":{\"name\":\"a\"}} | {\"region\":null}"
            })
    void what_nobody_asks_for_is_left_out(String json, String expected) {
        assertThat(Known.only(JsonParser.parseString(json)))
                .isEqualTo(JsonParser.parseString(expected));
    }
}
