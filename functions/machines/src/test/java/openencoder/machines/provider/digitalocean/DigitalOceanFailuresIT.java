package openencoder.machines.provider.digitalocean;

import static openencoder.machines.provider.digitalocean.ProviderFixture.LABEL;
import static openencoder.machines.provider.digitalocean.ProviderFixture.ORDER;
import static openencoder.machines.provider.digitalocean.ProviderFixture.error;
import static openencoder.machines.provider.digitalocean.ProviderFixture.failureOf;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.cloud.digitalocean.FaultKind;
import openencoder.cloud.digitalocean.ScriptedAnswer;
import openencoder.machine.ProviderFailure.Kind;
import openencoder.testing.SampleMachines;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Reads and deletions that meet a fault. */
class DigitalOceanFailuresIT {
    private final ProviderFixture world;

    DigitalOceanFailuresIT(@TempDir Path folder) {
        world = new ProviderFixture(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "unset", "UNSET"})
    void without_a_token_nothing_is_asked_and_the_message_says_what_to_do(String token) {
        var machines = world.provider(() -> token, ProviderFixture.POLICY);

        var failure = failureOf(() -> machines.labelled(LABEL));

        assertThat(failure.kind()).isEqualTo(Kind.UNCONFIGURED);
        assertThat(failure)
                .hasMessageContaining("droplet:create")
                .hasMessageContaining(
                        "aws secretsmanager put-secret-value"
                                + " --secret-id arn:aws:secretsmanager:do-token");
        assertThat(world.calls).isEmpty();
    }

    @Test
    void a_token_that_would_break_a_header_is_none() {
        var machines = world.provider(() -> "dop_v1\r\nX-Evil: 1", ProviderFixture.POLICY);

        assertThat(failureOf(() -> machines.labelled(LABEL)).kind()).isEqualTo(Kind.UNCONFIGURED);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void a_token_that_is_refused_is_not_tried_again(int status) {
        world.simulator.script(error(status, "forbidden", "You are not authorized."));

        var failure = failureOf(() -> world.machines.labelled(LABEL));

        assertThat(failure.kind()).isEqualTo(Kind.UNAUTHORIZED);
        assertThat(failure)
                .hasMessageContaining("You are not authorized (%d, request 4d9d8375", status)
                .hasMessageContaining("sizes:read")
                .hasMessageNotContaining(world.simulator.token());
        assertThat(world.asked("GET")).isEqualTo(1);
    }

    @Test
    void what_is_refused_is_told_in_digital_ocean_s_words_and_not_tried_again() {
        var id = world.machines.create(ORDER).id();
        world.always(FaultKind.DELETE_LOCKED);

        var failure = failureOf(() -> world.machines.delete(id));

        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure)
                .hasMessageContaining("Droplet already has a pending event (422, request ");
        assertThat(world.asked("DELETE")).isEqualTo(1);
    }

    @Test
    void a_short_fault_is_waited_out() {
        var id = world.machines.create(ORDER).id();
        world.simulator.script(
                ScriptedAnswer.of(502, "<html>Bad Gateway</html>"),
                error(500, "server_error", "Unexpected server-side error"),
                ScriptedAnswer.disconnect());

        assertThat(world.machines.find(id)).isPresent();
        assertThat(world.asked("GET")).isEqualTo(4);
        assertThat(world.pauses).hasSize(3);
        assertThat(world.pauses.get(0)).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
        assertThat(world.pauses.get(2)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void a_long_fault_is_told_after_four_tries() {
        world.always(FaultKind.SERVER_ERROR);

        var failure = failureOf(() -> world.machines.labelled(LABEL));

        assertThat(failure.kind()).isEqualTo(Kind.BROKEN);
        assertThat(failure).hasMessageContaining("Unexpected server-side error (50");
        assertThat(world.asked("GET")).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{\"droplets\":[{\"id\":3164",
                "<html>welcome to this hotel's network</html>",
                "{\"droplets\":[{\"id\":3164444}]}",
                "{\"machines\":[]}"
            })
    void an_answer_that_cannot_be_read_is_a_fault(String body) {
        for (var i = 0; i < 4; i++) world.simulator.script(ScriptedAnswer.of(200, body));

        assertThat(failureOf(() -> world.machines.labelled(LABEL)).kind()).isEqualTo(Kind.BROKEN);
    }

    @Test
    void a_list_that_was_cut_short_is_not_taken_for_the_whole() {
        var cut =
                ScriptedAnswer.of(200, "{\"droplets\":[],\"links\":{},\"meta\":{\"total\":0}}")
                        .cut();
        world.simulator.script(cut, cut, cut, cut);

        assertThat(failureOf(() -> world.machines.labelled(LABEL)).kind())
                .isEqualTo(Kind.UNANSWERED);
    }

    @Test
    void a_404_that_is_not_digital_ocean_s_does_not_say_that_a_machine_is_gone() {
        var foreign = ScriptedAnswer.of(404, "<html>no such site</html>");
        world.simulator.script(foreign, foreign, foreign, foreign);

        assertThat(
                        failureOf(
                                        () ->
                                                world.machines.find(
                                                        SampleMachines.instance(3_000_000_001L)))
                                .kind())
                .isEqualTo(Kind.BROKEN);
    }

    @Test
    void a_redirect_is_not_followed_with_the_token() {
        var elsewhere =
                ScriptedAnswer.of(302, "")
                        .withHeaders(Map.of("Location", world.simulator.uri() + "/x"));
        world.simulator.script(elsewhere, elsewhere, elsewhere, elsewhere);

        assertThat(failureOf(() -> world.machines.labelled(LABEL)).kind()).isEqualTo(Kind.BROKEN);
        assertThat(world.calls).allMatch(each -> each.path().equals("/v2/droplets"));
    }

    @Test
    void a_deletion_whose_answer_is_lost_is_asked_for_again_and_has_worked() {
        var id = world.machines.create(ORDER).id();
        world.always(FaultKind.DELETE_UNANSWERED);

        world.machines.delete(id);

        assertThat(world.machines.labelled(LABEL)).isEmpty();
        assertThat(world.asked("DELETE")).isEqualTo(2);
    }

    @Test
    void silence_is_left_after_a_while() {
        var hasty =
                new RetryPolicy(
                        Duration.ofSeconds(2), Duration.ofMillis(100), Duration.ofDays(1), 2);
        world.simulator.script(ScriptedAnswer.silence(), ScriptedAnswer.silence());

        var failure = failureOf(() -> world.provider(hasty).labelled(LABEL));

        assertThat(failure.kind()).isEqualTo(Kind.UNANSWERED);
        assertThat(failure).hasMessageContaining("Read timed out");
        assertThat(world.asked("GET")).isEqualTo(2);
    }

    @Test
    void a_refused_connection_means_that_nothing_was_asked() throws IOException {
        var machines =
                world.provider(
                        ProviderFixture.settings(unusedEndpoint()),
                        world.simulator::token,
                        ProviderFixture.POLICY);

        var failure = failureOf(() -> machines.labelled(LABEL));

        assertThat(failure.kind()).isEqualTo(Kind.BROKEN);
        assertThat(failure).hasMessageContaining("nothing was asked");
        assertThat(world.pauses).hasSize(3);
    }

    static URI unusedEndpoint() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }
}
