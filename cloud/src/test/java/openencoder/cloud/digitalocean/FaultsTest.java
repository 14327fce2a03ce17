package openencoder.cloud.digitalocean;

import static openencoder.cloud.digitalocean.SimulatorFixture.Told.NOTHING;
import static openencoder.cloud.digitalocean.SimulatorFixture.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.testing.SettableClock;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

class FaultsTest {

    private static final String FAULTS = "/_simulator/faults";

    @TempDir Path folder;
    private SimulatorFixture ocean;

    @BeforeEach
    void open() {
        ocean = SimulatorFixture.in(folder);
    }

    @Test
    void in_a_storm_every_call_is_told_to_wait_until_it_is_over() {
        ocean.dice.set(SimulatorFaults.none().withStorm(Duration.ofSeconds(20)));
        ocean.clock.tick(Duration.ofSeconds(15));
        assertThat(ocean.post(order("name", "a")).is(429).headers())
                .containsEntry("retry-after", "5")
                .containsEntry("ratelimit-remaining", "0");
        ocean.clock.tick(Duration.ofSeconds(5));
        assertThat(ocean.get("/v2/droplets").is(200).at("/meta/total").asInt()).isZero();
    }

    @Test
    void too_many_requests_and_server_errors_leave_nothing_done() {
        always(FaultKind.TOO_MANY_REQUESTS);
        assertThat(ocean.post(order("name", "a")).is(429).headers())
                .containsEntry("retry-after", "1");
        always(FaultKind.SERVER_ERROR);
        for (int i = 0; i < 20; i++) {
            var broken = ocean.post(order("name", "a"));
            assertThat(broken.status()).isIn(500, 502, 503);
            assertThat(broken.at("/id").asString()).isEqualTo("server_error");
        }
        never();
        assertThat(total()).isZero();
    }

    @Test
    void half_of_all_creates_are_refused_the_same_ones_for_the_same_seed() {
        var refusals = refusals("a", 7);
        assertThat(refusals("b", 7)).isEqualTo(refusals);
        assertThat(refusals("c", 8)).isNotEqualTo(refusals);
        assertThat(refusals.stream().filter(refused -> refused).count()).isBetween(70L, 130L);
    }

    private List<Boolean> refusals(String account, long seed) {
        var elsewhere = SimulatorFixture.in(folder.resolve(account), SettableClock.atNoon());
        elsewhere.dice.set(SimulatorFaults.seeded(seed).with(FaultKind.CREATE_REFUSED, 0.5));
        return IntStream.range(0, 200)
                .mapToObj(i -> elsewhere.post(order("name", "d" + i)).status() == 422)
                .toList();
    }

    @Test
    void a_create_without_an_answer_is_done_and_paid_for() {
        always(FaultKind.CREATE_UNANSWERED);
        ocean.post(order("name", "a")).is(NOTHING);
        never();
        assertThat(total()).isEqualTo(1);
        assertThat(ocean.bill().lines()).hasSize(1);
    }

    @Test
    void a_droplet_may_stay_new_for_ever() {
        always(FaultKind.NEVER_BOOTS);
        long id = ocean.create("a");
        never();
        ocean.clock.tick(Duration.ofDays(1));
        assertThat(ocean.get("/v2/droplets/" + id).at("/droplet/status").asString())
                .isEqualTo("new");
        assertThat(ocean.host.on()).isEmpty();
        ocean.delete("/v2/droplets/" + id).is(204);
    }

    @Test
    void a_delete_that_fails_or_finds_it_locked_leaves_it_there() {
        long id = ocean.create("a");
        always(FaultKind.DELETE_FAILED);
        ocean.delete("/v2/droplets/" + id).is(500);
        always(FaultKind.DELETE_LOCKED);
        var locked = ocean.delete("/v2/droplets/" + id).is(422);
        assertThat(locked.at("/message").asString()).contains("pending event");
        never();
        ocean.get("/v2/droplets/" + id).is(200);
    }

    @Test
    void a_delete_without_an_answer_is_done() {
        long id = ocean.create("a");
        always(FaultKind.DELETE_UNANSWERED);
        ocean.delete("/v2/droplets/" + id).is(NOTHING);
        never();
        ocean.delete("/v2/droplets/" + id).is(404);
    }

    @Test
    void a_slow_delete_leaves_it_running_and_locked_for_a_while_but_unpaid() {
        long id = ocean.create("a");
        ocean.clock.tick(SimulatorFixture.BOOT);
        ocean.dice.set(
                SimulatorFaults.none()
                        .with(FaultKind.SLOW_DELETE, 1)
                        .withSlowDelete(Duration.ofSeconds(9)));
        ocean.delete("/v2/droplets/" + id).is(204);
        ocean.clock.tick(Duration.ofMillis(8_999));
        assertThat(ocean.get("/v2/droplets/" + id).is(200).at("/droplet/locked").asBoolean())
                .isTrue();
        ocean.delete("/v2/droplets/" + id).is(422);
        ocean.delete("/v2/droplets?tag_name=none").is(204);
        assertThat(ocean.host.destroyed()).isEmpty();
        ocean.clock.tick(Duration.ofMillis(1));
        ocean.get("/v2/droplets/" + id).is(404);
        assertThat(ocean.host.destroyed()).containsExactly(id);
        assertThat(ocean.bill().lines().getFirst().seconds()).isEqualTo(40);
    }

    @Test
    void lists_may_show_a_droplet_late() {
        ocean.dice.set(SimulatorFaults.none().withListLag(Duration.ofSeconds(10)));
        long id = ocean.create("a");
        assertThat(total()).isZero();
        ocean.get("/v2/droplets/" + id).is(200);
        ocean.clock.tick(Duration.ofSeconds(10));
        assertThat(total()).isEqualTo(1);
    }

    @Test
    void faults_can_be_told_over_the_api_and_do_not_strike_there() {
        var told =
                ocean.call(
                                "PUT",
                                FAULTS,
                                """
                                {"seed": 3, "shares": {"server_error": 1}, "list_lag_seconds": 4}
                                """)
                        .is(200);
        assertThat(ocean.get("/v2/droplets").status()).isGreaterThanOrEqualTo(500);
        assertThat(ocean.get(FAULTS).is(200).body()).isEqualTo(told.body());
        assertThat(told.body().toString())
                .isEqualTo(
                        "{\"seed\":3,\"shares\":{\"server_error\":1.0},\"storm_seconds\":0,"
                                + "\"slow_delete_seconds\":30,\"list_lag_seconds\":4}");
        ocean.delete(FAULTS).is(204);
        ocean.get("/v2/droplets").is(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"sharks\":{}}",
                "{\"shares\":{\"earthquake\":1}}",
                "{\"shares\":{\"server_error\":1.5}}",
                "{\"storm_seconds\":-1}"
            })
    void what_are_no_faults_is_a_bad_request(String body) {
        ocean.call("PUT", FAULTS, body).is(400);
    }

    @Test
    void a_share_is_a_share() {
        assertThatThrownBy(() -> SimulatorFaults.none().with(FaultKind.NEVER_BOOTS, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NEVER_BOOTS");
    }

    private int total() {
        return ocean.get("/v2/droplets").at("/meta/total").asInt();
    }

    private void always(FaultKind kind) {
        ocean.dice.set(SimulatorFaults.none().with(kind, 1));
    }

    private void never() {
        ocean.dice.set(SimulatorFaults.none());
    }
}
