package openencoder.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.refusal.Conflict;
import openencoder.refusal.Forbidden;
import openencoder.refusal.Invalid;
import openencoder.refusal.Malformed;
import openencoder.refusal.NotFound;
import openencoder.refusal.TooLarge;
import openencoder.refusal.TooMany;
import openencoder.refusal.Unauthenticated;
import openencoder.refusal.Unavailable;
import openencoder.refusal.UnsupportedType;
import openencoder.testing.InMemoryUserRepository;
import openencoder.testing.SettableClock;
import openencoder.web.lambda.SmallFunction;
import openencoder.web.testing.Event;
import openencoder.web.testing.Reply;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

class ProblemsTest {
    private static final SmallFunction FUNCTION =
            new SmallFunction(new InMemoryUserRepository(), SettableClock.atNoon());

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(400, new Malformed("a.b", "m")),
                Arguments.of(401, new Unauthenticated("a.b", "m")),
                Arguments.of(403, new Forbidden("a.b", "m")),
                Arguments.of(404, new NotFound("a", 1)),
                Arguments.of(409, new Conflict("a.b", "m")),
                Arguments.of(413, new TooLarge("a.b", "m")),
                Arguments.of(415, new UnsupportedType("a.b", "m")),
                Arguments.of(422, new Invalid("a.b", "f", "m")),
                Arguments.of(429, new TooMany("a.b", "m", Duration.ofSeconds(7))),
                Arguments.of(503, new Unavailable("a.b", "m")));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void a_refusal_has_its_status_and_is_a_problem(int status, RuntimeException refusal) {
        SmallFunction.failure = refusal;
        var reply = Event.get("/fail").sentTo(FUNCTION);
        assertThat(reply.status()).isEqualTo(status);
        assertIsProblem(reply);
        assertThat(reply.text("message")).isEqualTo(refusal.getMessage());
    }

    @Test
    void a_problem_is_in_utf_8_once() {
        SmallFunction.failure = new Conflict("user.exists", "There is a user jürgen 🎬 already");
        var reply = Event.get("/fail").sentTo(FUNCTION);
        assertThat(reply.text("detail")).isEqualTo("There is a user jürgen 🎬 already");
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void every_bad_field_is_listed() {
        var fields = List.of(new Invalid.Field("a", "no"), new Invalid.Field("b.c", "never"));
        SmallFunction.failure = new Invalid("a.b", fields);
        var reply = Event.get("/fail").sentTo(FUNCTION);
        assertThat(reply.json().path("errors").toString())
                .isEqualTo(
                        "[{\"field\":\"a\",\"message\":\"no\"},"
                                + "{\"field\":\"b.c\",\"message\":\"never\"}]");
    }

    @Test
    void too_many_says_when_to_come_back() {
        SmallFunction.failure = new TooMany("a.b", "m", Duration.ofMillis(6_001));
        assertThat(Event.get("/fail").sentTo(FUNCTION).header("Retry-After")).isEqualTo("7");
    }

    @Test
    void a_failure_of_ours_shows_an_id_and_no_inner_text() {
        SmallFunction.failure = new IllegalStateException("secret: jdbc://root:hunter2@db");
        var reply = Event.get("/fail").sentTo(FUNCTION);
        assertThat(reply.status()).isEqualTo(500);
        assertIsProblem(reply);
        assertThat(reply.text()).doesNotContain("hunter2", "IllegalState", "openencoder.web");
        assertThat(reply.text("error_id")).hasSize(36);
    }

    @Test
    void an_outage_asks_the_caller_to_send_again_and_shows_no_inner_text() {
        SmallFunction.failure = new UncheckedIOException(new IOException("10.0.0.7 is silent"));
        var reply = Event.get("/fail").sentTo(FUNCTION);
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isEqualTo("5");
        assertIsProblem(reply);
        assertThat(reply.text("code")).isEqualTo("service.unavailable");
        assertThat(reply.text()).doesNotContain("10.0.0.7");
        assertThat(reply.text("error_id")).hasSize(36);
    }

    @Test
    void an_unknown_path_is_404_and_another_method_405_with_allow() {
        var unknown = Event.get("/nothing").sentTo(FUNCTION);
        assertThat(unknown.status()).isEqualTo(404);
        assertIsProblem(unknown);
        var other = Event.of("DELETE", "/open").sentTo(FUNCTION);
        assertThat(other.status()).isEqualTo(405);
        assertIsProblem(other);
        assertThat(other.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    }

    @Test
    void head_is_get_without_the_body_and_options_says_what_works() {
        var head = Event.of("HEAD", "/open").sentTo(FUNCTION);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.text()).isEmpty();
        var options = Event.of("OPTIONS", "/open").sentTo(FUNCTION);
        assertThat(options.status()).isEqualTo(204);
        assertThat(options.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/open/%zz", "/things/%", "/open?a=%zz", "/%00", "/things/%c3%28"})
    void a_url_that_cannot_be_read_is_the_callers_fault(String target) {
        var reply = Event.get(target).sentTo(FUNCTION);
        assertThat(reply.status()).isIn(400, 404);
        assertThat(reply.text("code")).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/open/%zz", "/open?=&&="})
    void even_a_url_that_cannot_be_read_is_answered_under_the_gateways_request_id(String target) {
        var reply = Event.get(target).sentTo(FUNCTION);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.header("X-Request-Id")).isEqualTo(Event.REQUEST_ID);
        assertIsProblem(reply);
    }

    @Test
    void a_trace_shows_no_header_of_the_caller() {
        var reply = Event.of("TRACE", "/open").bearer("secret").sentTo(FUNCTION);
        assertThat(reply.status()).isEqualTo(405);
        assertIsProblem(reply);
        assertThat(reply.text()).doesNotContain("secret");
    }

    @Test
    void a_body_that_is_no_base64_is_malformed() {
        var broken = Event.post("/echo").json("").flagged("{no base64}");
        assertThat(broken.sentTo(FUNCTION).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "0", "1.5", "1e3", "١", "9999999999999999999", "1%2f2", " "})
    void an_id_that_is_no_number_names_nothing(String id) {
        var reply = Event.get("/things/" + id.replace(" ", "%20")).sentTo(FUNCTION);
        assertThat(reply.status()).isEqualTo(404);
        assertIsProblem(reply);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "accept-language: ;q=x,*;q=-1",
                "content-type: ;;;",
                "accept: */*;q=nonsense",
                "cookie: =;=;",
                "x-forwarded-port: 99999999999",
                "host: ",
                "if-modified-since: never",
                "authorization: Bearer"
            })
    void odd_headers_break_nothing(String header) {
        var parts = header.split(": ?", 2);
        var reply = Event.get("/open").with(parts[0], parts[1]).sentTo(FUNCTION);
        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void every_answer_has_the_headers_that_keep_browsers_careful() {
        for (var path : new String[] {"/open", "/nothing", "/guest"}) {
            var reply = Event.get(path).sentTo(FUNCTION);
            assertThat(reply.header("X-Request-Id")).isEqualTo(Event.REQUEST_ID);
            assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
            assertThat(reply.header("Strict-Transport-Security")).isEqualTo("max-age=31536000");
            assertThat(reply.header("Content-Security-Policy")).contains("default-src 'none'");
        }
    }

    private static void assertIsProblem(Reply reply) {
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        var problem = reply.json();
        assertThat(problem.path("type").asString()).startsWith("urn:openencoder:problem:");
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("status").asInt()).isEqualTo(reply.status());
        assertThat(problem.path("detail")).isEqualTo(problem.path("message"));
        assertThat(problem.path("code").asString()).isNotBlank();
        assertThat(problem.path("request_id").asString()).isEqualTo(reply.header("X-Request-Id"));
    }
}
