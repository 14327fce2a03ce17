package openencoder.cloud.digitalocean;

import static openencoder.cloud.digitalocean.SimulatorFixture.order;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.testing.Race;
import openencoder.testing.SettableClock;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class CreateDropletTest {

    @TempDir Path folder;
    private SimulatorFixture ocean;

    @BeforeEach
    void open() {
        ocean = SimulatorFixture.in(folder);
    }

    @Test
    void a_new_droplet_has_every_field_that_the_real_one_has() {
        var droplet =
                ocean.post(order("name", "one", "tags", List.of("a:b"), "monitoring", true))
                        .is(202)
                        .at("/droplet");
        assertThat(new TreeSet<>(droplet.propertyNames()))
                .containsExactlyInAnyOrder(
                        "id",
                        "name",
                        "memory",
                        "vcpus",
                        "disk",
                        "disk_info",
                        "locked",
                        "status",
                        "kernel",
                        "created_at",
                        "features",
                        "backup_ids",
                        "next_backup_window",
                        "snapshot_ids",
                        "image",
                        "volume_ids",
                        "size",
                        "size_slug",
                        "networks",
                        "region",
                        "tags",
                        "vpc_uuid");
        assertThat(droplet.toString())
                .contains(
                        "\"name\":\"one\",\"memory\":4096,\"vcpus\":2,\"disk\":80",
                        "\"locked\":false,\"status\":\"new\",\"kernel\":null",
                        "\"created_at\":\"2026-01-02T12:00:00Z\"",
                        "\"features\":[\"monitoring\",\"droplet_agent\",\"private_networking\"]",
                        "\"slug\":\"ubuntu-24-04-x64\",\"public\":true",
                        "\"price_monthly\":24.0,\"price_hourly\":0.03571",
                        "\"size_slug\":\"s-2vcpu-4gb\",\"networks\":{\"v4\":[],\"v6\":[]}",
                        "\"name\":\"Frankfurt 1\",\"slug\":\"fra1\"",
                        "\"tags\":[\"a:b\"]");
    }

    @Test
    void ids_begin_above_two_to_the_31_and_go_up() {
        assertThat(ocean.create("one")).isEqualTo(3_000_000_001L);
        assertThat(ocean.create("two")).isEqualTo(3_000_000_002L);
    }

    @Test
    void a_droplet_is_active_and_has_an_address_after_its_boot_time() {
        long id = ocean.create("one");
        ocean.clock.tick(SimulatorFixture.BOOT.minusMillis(1));
        assertThat(ocean.get("/v2/droplets/" + id).at("/droplet/status").asString())
                .isEqualTo("new");
        assertThat(ocean.host.on()).isEmpty();
        ocean.clock.tick(Duration.ofMillis(1));
        var droplet = ocean.get("/v2/droplets/" + id).is(200).at("/droplet");
        assertThat(droplet.at("/status").asString()).isEqualTo("active");
        assertThat(droplet.at("/networks/v4/0/ip_address").asString()).isEqualTo("127.0.0.1");
        assertThat(droplet.at("/networks/v4/0/type").asString()).isEqualTo("public");
        assertThat(ocean.host.on()).hasSize(1);
    }

    @Test
    void the_machine_is_given_the_user_data() {
        ocean.post(order("name", "one", "user_data", "#!/bin/sh\n")).is(202);
        ocean.clock.tick(SimulatorFixture.BOOT);
        ocean.get("/v2/droplets").is(200);
        assertThat(ocean.host.on().getFirst().userData()).isEqualTo("#!/bin/sh\n");
    }

    @Test
    void the_action_that_makes_a_droplet_is_completed_when_it_is_active() {
        var created = ocean.post(order("name", "one"));
        long action = created.at("/links/actions/0/id").asLong();
        assertThat(created.at("/links/actions/0/rel").asString()).isEqualTo("create");
        assertThat(created.at("/links/actions/0/href").asString())
                .isEqualTo("http://ocean.example/v2/actions/" + action);
        var path = "/v2/actions/" + action;
        assertThat(ocean.get(path).at("/action/status").asString()).isEqualTo("in-progress");
        assertThat(ocean.get(path).at("/action/completed_at").isNull()).isTrue();
        ocean.clock.tick(SimulatorFixture.BOOT);
        assertThat(ocean.get(path).at("/action/status").asString()).isEqualTo("completed");
        assertThat(ocean.get(path).at("/action/completed_at").asString())
                .isEqualTo("2026-01-02T12:00:40Z");
        long id = created.at("/droplet/id").asLong();
        var actions = ocean.get("/v2/droplets/" + id + "/actions").is(200);
        assertThat(actions.at("/actions/0/id").asLong()).isEqualTo(action);
        assertThat(actions.at("/actions/0/resource_id").asLong()).isEqualTo(id);
        assertThat(actions.at("/meta/total").asInt()).isEqualTo(1);
    }

    @Test
    void several_names_make_several_droplets_with_an_action_each() {
        var created = ocean.post(order("names", List.of("a", "b", "c"))).is(202);
        assertThat(created.at("/droplets")).hasSize(3);
        assertThat(created.at("/links/actions")).hasSize(3);
        assertThat(created.body().has("droplet")).isFalse();
    }

    @Test
    void a_region_may_be_begun_or_left_out() {
        var begun = ocean.post(order("name", "a", "region", "nyc")).is(202);
        assertThat(begun.at("/droplet/region/slug").asString()).isEqualTo("nyc1");
        ocean.post(order("name", "b", "region", null)).is(202);
    }

    @Test
    void an_account_has_no_more_droplets_than_its_limit() {
        var settings = SimulatorSettings.standard().withDropletLimit(3);
        var small =
                SimulatorFixture.with(folder.resolve("small"), settings, SettableClock.atNoon());
        small.post(order("names", List.of("a", "b"))).is(202);
        var refused = small.post(order("names", List.of("c", "d"))).is(422);
        assertThat(refused.at("/id").asString()).isEqualTo("unprocessable_entity");
        assertThat(refused.at("/message").asString()).contains("droplet limit");
        assertThat(small.get("/v2/droplets").at("/meta/total").asInt()).isEqualTo(2);
        assertThat(small.get("/v2/account").at("/account/droplet_limit").asInt()).isEqualTo(3);
        long last = small.create("c");
        small.delete("/v2/droplets/" + last).is(204);
        small.create("d");
    }

    @Test
    void creates_at_the_same_moment_do_not_exceed_the_limit_either() {
        var settings = SimulatorSettings.standard().withDropletLimit(5);
        var small =
                SimulatorFixture.with(folder.resolve("small"), settings, SettableClock.atNoon());
        var statuses = Race.run(12, i -> () -> small.post(order("name", "d" + i)).status());
        assertThat(statuses).containsOnly(202, 422);
        assertThat(statuses.stream().filter(status -> status == 202)).hasSize(5);
        assertThat(small.bill().lines()).extracting("id").doesNotHaveDuplicates().hasSize(5);
    }

    @Test
    void one_of_two_deletes_at_the_same_moment_finds_nothing() {
        var path = "/v2/droplets/" + ocean.create("one");
        var statuses = Race.run(2, _ -> () -> ocean.delete(path).status());
        assertThat(statuses).containsExactlyInAnyOrder(204, 404);
        assertThat(ocean.host.destroyed()).hasSize(1);
    }

    static Stream<Map<String, Object>> wrong() {
        var eleven = IntStream.range(0, 11).mapToObj(i -> "n" + i).toList();
        return Stream.of(
                order(),
                order("name", ""),
                order("name", "a", "names", List.of("b")),
                order("names", List.of()),
                order("names", eleven),
                order("names", "one"),
                order("name", "under_score"),
                order("name", "ends-"),
                order("name", "a".repeat(256)),
                order("name", "a", "size", "s-1vcpu"),
                order("name", "a", "size", null),
                order("name", "a", "image", "windows"),
                order("name", "a", "region", "mars1"),
                order("name", "a", "region", "nyc2"),
                order("name", "a", "region", "sfo2", "size", "c-2"),
                order("name", "a", "tags", List.of("a b")),
                order("name", "a", "tags", List.of("x".repeat(256))),
                order("name", "a", "tags", "x"),
                order("name", "a", "ssh_keys", List.of(12)),
                order("name", "a", "user_data", "ä".repeat(32 * 1024) + "x"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void what_cannot_be_made_is_refused(Map<String, Object> order) {
        var refused = ocean.post(order).is(422);
        assertThat(refused.at("/id").asString()).isEqualTo("unprocessable_entity");
        assertThat(refused.at("/message").asString()).isNotBlank();
        assertThat(refused.at("/request_id").asString()).isNotBlank();
        assertThat(ocean.get("/v2/droplets").at("/meta/total").asInt()).isZero();
    }

    @Test
    void what_is_just_within_the_bounds_is_made() {
        ocean.post(
                        order(
                                "names",
                                Collections.nCopies(10, "a".repeat(255)),
                                "tags",
                                List.of("x".repeat(255)),
                                "user_data",
                                "ä".repeat(32 * 1024)))
                .is(202);
    }

    @Test
    void a_body_that_is_no_json_object_is_a_bad_request() {
        ocean.call("POST", "/v2/droplets", "{").is(400);
        ocean.call("POST", "/v2/droplets", "[]").is(400);
        ocean.call("POST", "/v2/droplets", "").is(400);
    }
}
