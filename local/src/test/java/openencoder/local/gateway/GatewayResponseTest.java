package openencoder.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class GatewayResponseTest {

    @Test
    void status_headers_cookies_and_body_go_back() {
        var response =
                of(
                        """
                        {"statusCode": 201, "headers": {"Content-Type": "text/html"},
                         "cookies": ["a=1", "b=2"], "body": "Schloß"}\
                        """);
        assertThat(response.status()).isEqualTo(201);
        assertThat(response.headers())
                .containsEntry("content-type", List.of("text/html"))
                .containsEntry("set-cookie", List.of("a=1", "b=2"));
        assertThat(response.body()).asString(UTF_8).isEqualTo("Schloß");
    }

    @Test
    void multi_value_headers_mean_nothing_here() {
        var response = of("{\"statusCode\": 200, \"multiValueHeaders\": {\"X-Lost\": [\"1\"]}}");
        assertThat(response.headers()).containsOnlyKeys("content-type");
        assertThat(response.body()).isEmpty();
    }

    @Test
    void base64_is_decoded() {
        var response = of("{\"statusCode\":200,\"isBase64Encoded\":true,\"body\":\"AAH/\"}");
        assertThat(response.body()).containsExactly(0, 1, 255);
    }

    @Test
    void an_answer_without_a_status_is_a_body() {
        var response = of("{\"films\":2}");
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers()).containsEntry("content-type", List.of("application/json"));
        assertThat(response.body()).asString(UTF_8).isEqualTo("{\"films\":2}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{oops",
                "{\"statusCode\":\"fine\"}",
                "{\"statusCode\":200,\"isBase64Encoded\":true,\"body\":\"%\"}"
            })
    void an_answer_that_is_none_is_the_functions_fault(String answer) {
        var response = of(answer);
        assertThat(response.status()).isEqualTo(500);
        assertThat(response.body()).asString(UTF_8).contains("\"request_id\":\"request-1\"");
    }

    private static GatewayResponse of(String answer) {
        return GatewayResponse.of(answer.getBytes(UTF_8), "request-1");
    }
}
