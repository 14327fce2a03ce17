package openencoder.worker.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.job.JobId;
import openencoder.protocol.ClaimAnswer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class ProtocolClientTest {
    private static final JobId JOB = new JobId(12);
    private static final String SESSION = "m-1.secret";
    private static final ApiTwin.Reply SETTLED = ApiTwin.json(Map.of("outcome", "settled"));

    private final ApiTwin twin = new ApiTwin();
    private final List<Duration> pauses = new ArrayList<>();
    private final ProtocolClient api = new ProtocolClient(twin.url(), pauses::add);

    @AfterEach
    void close() {
        twin.close();
    }

    @Test
    void a_claim_says_which_job_and_who_asks() {
        twin.answers(ApiTwin.CLAIMS, SETTLED);

        assertThat(api.claim(SESSION, JOB)).isEqualTo(new ClaimAnswer.Settled());

        var request = twin.requests(ApiTwin.CLAIMS).getFirst();
        assertThat(request.bearer()).isEqualTo("Bearer m-1.secret");
        assertThat(request.body().toString()).isEqualTo("{\"job\":12}");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504})
    void a_call_that_failed_for_now_is_made_again(int status) {
        twin.answers(ApiTwin.CLAIMS, ApiTwin.problem(status, "busy"), SETTLED);

        assertThat(api.claim(SESSION, JOB)).isEqualTo(new ClaimAnswer.Settled());
        assertThat(pauses).containsExactly(Duration.ofMillis(500));
    }

    @Test
    void a_call_without_an_answer_is_made_three_times_with_longer_pauses() {
        twin.answers(ApiTwin.CLAIMS, ApiTwin.silence());

        assertThatThrownBy(() -> api.claim(SESSION, JOB))
                .isInstanceOf(ApiUnavailable.class)
                .hasMessageContaining("/api/worker/claims: no answer");
        assertThat(pauses).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1));
    }

    @Test
    void an_api_that_is_not_there_is_no_answer() {
        twin.close();

        assertThatThrownBy(() -> api.claim(SESSION, JOB)).isInstanceOf(ApiUnavailable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "86400", "soon"})
    void the_pause_is_as_long_as_the_answer_asks_for_within_reason(String asked) {
        var busy = new ApiTwin.Reply(429, Map.of("Retry-After", asked), "");
        twin.answers(ApiTwin.CLAIMS, busy, SETTLED);

        api.claim(SESSION, JOB);

        var expected =
                Map.of(
                        "7", Duration.ofSeconds(7),
                        "86400", Duration.ofSeconds(30),
                        "soon", Duration.ofMillis(500));
        assertThat(pauses).containsExactly(expected.get(asked));
    }

    @Test
    void a_refusal_is_final_and_tells_its_code_and_no_secret() {
        twin.answers(ApiTwin.CLAIMS, ApiTwin.problem(401, "machine.session_refused"));

        assertThatThrownBy(() -> api.claim(SESSION, JOB))
                .isInstanceOfSatisfying(
                        ApiRefusal.class,
                        refusal -> {
                            assertThat(refusal.isUnknownMachine()).isTrue();
                            assertThat(refusal.code()).isEqualTo("machine.session_refused");
                        })
                .hasMessageContaining("401 machine.session_refused: Because of")
                .hasMessageNotContaining("secret-of")
                .hasMessageNotContaining(SESSION);
        assertThat(twin.requests(ApiTwin.CLAIMS)).hasSize(1);
    }

    @Test
    void a_redirect_is_not_followed_for_the_session_would_go_along() {
        try (var elsewhere = new ApiTwin()) {
            var there = Map.of("Location", elsewhere.url() + ApiTwin.CLAIMS);
            twin.answers(ApiTwin.CLAIMS, new ApiTwin.Reply(307, there, ""));
            elsewhere.answers(ApiTwin.CLAIMS, SETTLED);

            assertThatThrownBy(() -> api.claim(SESSION, JOB)).isInstanceOf(ApiUnavailable.class);
            assertThat(elsewhere.requests(ApiTwin.CLAIMS)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "[]",
                "{\"outcome\":\"perhaps\"}",
                "{\"outcome\":\"claimed\",\"attempt\":1}",
                "{\"outcome\":\"claimed\",\"attempt\":99999999999,\"credentials\":{}}",
                "{\"outcome\":\"put_off\",\"seconds\":\"many\"}"
            })
    void an_answer_without_sense_is_none(String body) {
        twin.answers(ApiTwin.CLAIMS, new ApiTwin.Reply(200, Map.of(), body));

        assertThatThrownBy(() -> api.claim(SESSION, JOB)).isInstanceOf(ApiUnavailable.class);
    }

    @Test
    void the_address_may_end_in_a_slash() {
        twin.answers(ApiTwin.CLAIMS, SETTLED);

        new ProtocolClient(URI.create(twin.url() + "/"), pauses::add).claim(SESSION, JOB);

        assertThat(twin.requests(ApiTwin.CLAIMS)).hasSize(1);
    }
}
