package openencoder.web.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class ApiDescriptionTest {
    private static final ApiDescription API = ApiDescription.of(Path.of("..", ".."));
    private static final String QUEUE = "{'status':200,'waiting':1,'in_flight':2,'dead':0}";

    @Test
    void an_answer_as_described_meets_no_objection() {
        assertThat(objections("GET", "/api/queue", 200, QUEUE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'dead':0 | 'dead':'0' | dead",
                "'dead':0 | 'dead':0,'late':3 | late",
                ",'dead':0 | `` | dead",
            })
    void a_wrong_field_or_type_is_named(String correct, String mistake, String name) {
        assertThat(objections("GET", "/api/queue", 200, QUEUE.replace(correct, mistake)))
                .singleElement()
                .asString()
                .contains(name);
    }

    @Test
    void a_status_that_is_not_described_is_named() {
        assertThat(objections("GET", "/api/queue", 409, QUEUE))
                .containsExactly("the status 409 of /paths/~1api~1queue/get is not described");
    }

    @Test
    void a_path_without_variables_comes_before_one_with() {
        var regions = "{'regions':[{'name':'A','slug':'a','sizes':[],'available':true}]}";
        assertThat(objections("GET", "/api/machines/regions", 200, regions)).isEmpty();
    }

    @Test
    void a_success_where_nothing_is_described_is_named() {
        assertThat(objections("GET", "/api/figures", 200, QUEUE))
                .containsExactly("200 where nothing is described");
    }

    @Test
    void a_request_that_succeeds_is_checked_as_well() {
        var event = Event.of("POST", "/api/worker/claims").json("{\"job\":\"1\"}").text();
        var reply = reply(200, "{'outcome':'settled'}");
        assertThat(API.objections(event, reply))
                .singleElement()
                .asString()
                .contains("request: ", "job");
    }

    @Test
    void a_parameter_that_is_not_described_is_named() {
        var event = Event.of("GET", "/api/queue?deep=1").text();
        assertThat(API.objections(event, reply(200, QUEUE)))
                .containsExactly("the parameter deep of /paths/~1api~1queue/get is not described");
    }

    private static List<String> objections(String method, String path, int status, String body) {
        return API.objections(Event.of(method, path).text(), reply(status, body));
    }

    private static Reply reply(int status, String body) {
        var json = Map.of("Content-Type", "application/json");
        return new Reply(status, json, body.replace('\'', '"'));
    }
}
