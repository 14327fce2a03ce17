package openencoder.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.testing.InMemoryUserRepository;
import openencoder.testing.SettableClock;
import openencoder.web.lambda.SmallFunction;
import openencoder.web.testing.Event;
import openencoder.web.testing.Reply;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

class BodiesTest {
    private static final SmallFunction FUNCTION =
            new SmallFunction(new InMemoryUserRepository(), SettableClock.atNoon());

    @Test
    void fields_are_read_and_written_in_utf_8() {
        var reply = send("{\"text\":\"Grüße 🎬\",\"flag\":true,\"data\":\"{}\"}");
        assertThat(reply.text()).isEqualTo("{\"text\":\"Grüße 🎬\",\"flag\":true,\"data\":\"{}\"}");
    }

    @Test
    void a_json_text_may_come_as_the_object_itself() {
        var reply = send("{\"text\":\"\",\"data\":{\"a\":[1,null,\"x\"]}}");
        assertThat(reply.text("data")).isEqualTo("{\"a\":[1,null,\"x\"]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{}{}",
                "{} x",
                "nul",
                "{'text':1}",
                "{\"text\":\"a\",}",
                "{\"text\":\"a\",\"text\":\"b\"}",
                "{\"text\":\"\u0000\"}",
                "{\"flag\":NaN}",
                "\uFEFF{}x"
            })
    void what_is_no_json_is_400(String body) {
        var reply = send(body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("code")).isEqualTo("request.malformed");
    }

    @Test
    void deep_nesting_is_400() {
        var reply = send("{\"data\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}");
        assertThat(reply.status()).isEqualTo(400);
    }

    @Test
    void bytes_that_are_no_utf_8_are_400() {
        var bytes = "{\"text\":\"x\"}".getBytes(StandardCharsets.UTF_8);
        bytes[9] = (byte) 0xff;
        assertThat(Event.post("/echo").base64(bytes).sentTo(FUNCTION).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "1", "\"text\"", "true"})
    void what_is_no_object_is_400(String body) {
        var reply = send(body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("code")).isEqualTo("request.wrong_type");
    }

    @Test
    void a_body_of_256_kib_is_read_and_a_larger_one_is_413() {
        var frame = "{\"text\":\"\"}".length();
        assertThat(send(text(StrictJson.MAX_BYTES - frame)).status()).isEqualTo(200);
        var reply = send(text(StrictJson.MAX_BYTES - frame + 1));
        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.text("code")).isEqualTo("request.too_large");
        assertThat(send(text(10_000_000)).status()).isEqualTo(413);
    }

    @Test
    void all_wrong_types_are_named() {
        var reply = send("{\"text\":1,\"flag\":\"yes\",\"data\":[]}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("message"))
                .contains("text must be a string", "flag must be true or false", "data must be");
    }

    @Test
    void missing_and_unknown_fields_are_422_and_all_named() {
        var reply = send("{\"role\":\"admin\",\"__proto__\":{},\"text\":null}");
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().path("errors").findValuesAsString("field"))
                .containsExactly("text", "role", "__proto__");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json|200",
                "application/json; charset=utf-8|200",
                "application/json;charset=UTF-8|200",
                "APPLICATION/JSON|200",
                "application/merge-patch+json|200",
                "''|200",
                "text/plain|415",
                "application/x-www-form-urlencoded|415",
                "multipart/form-data; boundary=x|415",
                "application/json; charset=utf-16|415",
                "application/json; charset=nonsense|415",
                "nonsense|415",
                "*/*|415",
                "application/*|415",
                "application/*+json|415",
                "text/json|415"
            })
    void only_json_in_utf_8_is_read(String type, int status) {
        var reply =
                Event.post("/echo")
                        .with("content-type", type)
                        .body("{\"text\":\"a\"}")
                        .sentTo(FUNCTION);
        assertThat(reply.status()).isEqualTo(status);
    }

    @Test
    void a_missing_content_type_is_taken_as_json() {
        assertThat(Event.post("/echo").body("{\"text\":\"a\"}").sentTo(FUNCTION).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/flag,false",
        "/flag?flag,true",
        "/flag?flag=,true",
        "/flag?flag=true,true",
        "/flag?flag=1,true",
        "/flag?flag=false,false",
        "/flag?flag=0&flag=1,false"
    })
    void a_flag_may_be_given_bare(String target, boolean expected) {
        var reply = Event.get(target).sentTo(FUNCTION);
        assertThat(reply.json().path("flag").asBoolean()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "/page,200",
        "/page?page=2&count=100,200",
        "/page?page=x,400",
        "/page?page=,400",
        "/page?count=&page=2,400",
        "/page?page=99999999999,200",
        "/page?count=99999999999,422",
        "/page?page=0,422",
        "/page?count=101,422",
        "/page?count=0,422",
        "/flag?flag=maybe,400"
    })
    void a_page_is_checked(String target, int status) {
        assertThat(Event.get(target).sentTo(FUNCTION).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/flag?flg=1 | flg",
                "/flag?flag=1&Flag=1 | Flag",
                "/flag?a=1&b | a b",
                "/flag?%66%6cag=1&%c3%bc=1 | ü",
                "/open?page=1 | page",
                "/things/1?x | x"
            })
    void a_parameter_that_the_route_does_not_have_is_422_and_named(String target, String names) {
        var reply = Event.get(target).sentTo(FUNCTION);
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.text("code")).isEqualTo("query.unknown");
        assertThat(reply.json().path("errors").findValuesAsString("field"))
                .containsExactly(names.split(" "));
        if (target.startsWith("/flag"))
            assertThat(reply.text("message")).contains("there are: flag");
        assertThat(Event.of("HEAD", target).sentTo(FUNCTION).status()).isEqualTo(422);
    }

    @Test
    void a_stranger_learns_nothing_of_the_parameters() {
        assertThat(Event.get("/admin?x=1").sentTo(FUNCTION).status()).isEqualTo(401);
    }

    private static Reply send(String body) {
        return Event.post("/echo").json(body).sentTo(FUNCTION);
    }

    private static String text(int length) {
        return "{\"text\":\"" + "x".repeat(length) + "\"}";
    }
}
