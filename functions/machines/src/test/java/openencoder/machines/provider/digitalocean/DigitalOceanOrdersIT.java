package openencoder.machines.provider.digitalocean;

import static openencoder.machines.provider.digitalocean.ProviderFixture.LABEL;
import static openencoder.machines.provider.digitalocean.ProviderFixture.ORDER;
import static openencoder.machines.provider.digitalocean.ProviderFixture.answer;
import static openencoder.machines.provider.digitalocean.ProviderFixture.error;
import static openencoder.machines.provider.digitalocean.ProviderFixture.failureOf;
import static openencoder.machines.provider.digitalocean.ProviderFixture.tooMany;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.cloud.digitalocean.FaultKind;
import openencoder.cloud.digitalocean.ScriptedAnswer;
import openencoder.machine.ProviderFailure.Kind;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** An order is sent once, whatever comes of it. */
class DigitalOceanOrdersIT {
    private final ProviderFixture world;

    DigitalOceanOrdersIT(@TempDir Path folder) {
        world = new ProviderFixture(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void a_fault_leaves_open_whether_the_machine_is_rented(int status) {
        world.simulator.script(
                error(status, "server_error", "Unexpected error").afterCarryingOut());

        assertUnanswered();
        assertThat(world.machines.labelled(LABEL)).hasSize(1);
    }

    @Test
    void an_answer_that_never_comes_leaves_it_open() {
        world.always(FaultKind.CREATE_UNANSWERED);

        assertUnanswered();
        assertThat(world.machines.labelled(LABEL)).hasSize(1);
    }

    @Test
    void an_order_that_was_lost_looks_the_same() {
        world.simulator.script(ScriptedAnswer.disconnect());

        assertUnanswered();
        assertThat(world.machines.labelled(LABEL)).isEmpty();
    }

    @Test
    void silence_leaves_it_open() {
        var hasty =
                new RetryPolicy(
                        Duration.ofSeconds(2), Duration.ofDays(1), Duration.ofMillis(100), 4);
        world.simulator.script(ScriptedAnswer.silence());
        var machines = world.provider(hasty);

        assertThat(failureOf(() -> machines.create(ORDER)).kind()).isEqualTo(Kind.UNANSWERED);
        assertThat(world.asked("POST")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"droplet\":{\"id\":3164",
                "{\"droplet\":{\"id\":3164444}}",
                "{\"droplet\":null}",
                "{}"
            })
    void an_answer_that_cannot_be_read_leaves_it_open(String body) {
        world.simulator.script(ScriptedAnswer.of(202, body).afterCarryingOut());

        assertUnanswered();
    }

    @Test
    void an_answer_that_was_cut_short_leaves_it_open() {
        world.simulator.script(ScriptedAnswer.of(202, "{\"droplet\":{}}").cut().afterCarryingOut());

        assertUnanswered();
    }

    @Test
    void too_many_requests_to_learn_the_price_of_what_is_rented_do_not_rent_it_again() {
        var droplet = ProviderFixture.droplet();
        droplet.remove("size");
        world.simulator.script(
                answer(202, droplet).afterCarryingOut(),
                tooMany(Map.of("retry-after", "600")),
                tooMany(Map.of("retry-after", "1")));

        assertUnanswered();
    }

    private void assertUnanswered() {
        var failure = failureOf(() -> world.machines.create(ORDER));

        assertThat(failure.kind()).isEqualTo(Kind.UNANSWERED);
        assertThat(failure).hasMessageEndingWith("Whether 'film-1' was rented is not known.");
        assertThat(world.asked("POST")).isEqualTo(1);
    }

    @Test
    void what_is_refused_is_not_rented() {
        world.always(FaultKind.CREATE_REFUSED);

        var failure = failureOf(() -> world.machines.create(ORDER));

        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure).hasMessageContaining("will exceed your droplet limit (422");
        assertThat(world.asked("POST")).isEqualTo(1);
    }

    @Test
    void a_token_without_the_right_to_rent_says_so() {
        world.simulator.script(error(403, "forbidden", "You are missing the required permission"));

        assertThat(failureOf(() -> world.machines.create(ORDER)).kind())
                .isEqualTo(Kind.UNAUTHORIZED);
        assertThat(world.asked("POST")).isEqualTo(1);
    }

    @Test
    void one_request_too_many_did_nothing_and_is_made_again() {
        world.storm(Duration.ofSeconds(3));

        assertThat(world.machines.create(ORDER).name()).isEqualTo("film-1");
        assertThat(world.pauses).containsExactly(Duration.ofSeconds(3));
        assertThat(world.machines.labelled(LABEL)).hasSize(1);
    }

    @Test
    void one_request_too_many_for_long_is_told() {
        world.storm(Duration.ofSeconds(42));

        var failure = failureOf(() -> world.machines.create(ORDER));

        assertThat(failure.kind()).isEqualTo(Kind.LIMITED);
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(42));
        assertThat(world.pauses).isEmpty();
    }

    @Test
    void a_refused_connection_means_that_nothing_is_rented() throws IOException {
        var endpoint = DigitalOceanFailuresIT.unusedEndpoint();
        var machines =
                world.provider(
                        ProviderFixture.settings(endpoint),
                        world.simulator::token,
                        ProviderFixture.POLICY);

        assertThat(failureOf(() -> machines.create(ORDER)).kind()).isEqualTo(Kind.BROKEN);
        assertThat(world.pauses).isEmpty();
    }

    @Test
    void an_idle_connection_that_was_closed_does_not_lose_an_order() {
        world.machines.labelled(LABEL);
        world.restart();

        assertThat(world.machines.create(ORDER).name()).isEqualTo("film-1");
        assertThat(world.asked("POST")).isEqualTo(1);
    }
}
