package openencoder.machines;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.account.Role;
import openencoder.machine.ProviderFailure.Kind;
import openencoder.testing.ProviderFaults.Call;
import openencoder.web.testing.Event;
import openencoder.web.testing.Reply;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Duration;

class FleetRoutesTest {
    private static final String ON =
            """
            {"enabled":true,"min":0,"max":4,"max_hourly":0.1,"target_wait_seconds":60,
             "idle_seconds":300,"region":"sfo3","size":"s-1vcpu-1gb"}\
            """;

    private final MachinesFixture world = MachinesFixture.populated();

    @Test
    void the_fleet_is_off_at_first() {
        var fleet = world.send(Event.get("/api/fleet"), Role.ADMIN).json();

        assertThat(fleet.path("enabled").asBoolean()).isFalse();
    }

    @Test
    void what_machines_cost_is_told_beside_the_settings() {
        world.clock.tick(Duration.ofMinutes(30));
        world.send(Event.of("DELETE", "/api/machines/3000000001"), Role.OPERATOR);

        var status = world.send(Event.get("/api/fleet"), Role.ADMIN).json().path("status");

        assertThat(status.path("machines").asInt()).isEqualTo(2);
        assertThat(status.path("cost_per_hour").decimalValue())
                .isEqualByComparingTo("0.01785999909043312");
        assertThat(status.path("cost_this_month").decimalValue()).isEqualByComparingTo("0.03");
    }

    @Test
    void settings_are_kept_with_the_address_that_machines_are_to_call() {
        assertThat(put(ON).status()).isEqualTo(200);

        var kept = world.fleets.find().orElseThrow();
        assertThat(kept.settings().enabled()).isTrue();
        assertThat(kept.settings().targetWait()).isEqualTo(Duration.ofMinutes(1));
        assertThat(kept.api()).isEqualTo(URI.create("https://api.example.com"));
        var fleet = world.send(Event.get("/api/fleet"), Role.ADMIN).json();
        assertThat(fleet.path("max_hourly").decimalValue()).isEqualByComparingTo("0.1");
        assertThat(fleet.path("idle_seconds").asInt()).isEqualTo(300);
    }

    @Test
    void a_path_of_its_own_has_not_the_methods_of_a_pattern_that_it_fits() {
        var sizes = world.send(Event.of("OPTIONS", "/api/machines/sizes"), Role.OPERATOR);
        var one = world.send(Event.of("OPTIONS", "/api/machines/3000000001"), Role.OPERATOR);

        assertThat(sizes.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(one.header("Allow")).isEqualTo("DELETE, OPTIONS");
    }

    @Test
    void what_is_not_given_stays_and_an_answer_can_be_sent_back() {
        put(ON);

        var off = put("{\"enabled\":false}");
        assertThat(off.json().path("max").asInt()).isEqualTo(4);

        assertThat(put(off.text()).status()).isEqualTo(200);
    }

    @Test
    void every_bad_setting_is_named_as_it_is_spelt() {
        var reply =
                put(
                        """
                        {"min":-1,"max":99999999999,"max_hourly":-0.5,
                         "target_wait_seconds":-1,"idle_seconds":0}\
                        """);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().path("errors").findValuesAsString("field"))
                .containsExactlyInAnyOrder(
                        "min", "max", "max_hourly", "target_wait_seconds", "idle_seconds");
    }

    @Test
    void a_fleet_of_machines_that_no_provider_offers_is_refused() {
        var reply = put(ON.replace("sfo3", "sfo1").replace("s-1vcpu-1gb", "xxl"));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().path("errors").findValuesAsString("field"))
                .containsExactly("region", "size");
        assertThat(world.fleets.find()).isEmpty();
    }

    @Test
    void even_a_fleet_that_is_off_names_only_what_its_provider_has() {
        var reply = put("{\"region\":\"nowhere9\",\"size\":\"gpu-h100x8-640gb\"}");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().path("errors").findValuesAsString("field"))
                .containsExactly("region", "size");
        assertThat(world.fleets.find()).isEmpty();
        assertThat(put("{\"size\":\"xxl\"}").status()).isEqualTo(422);
        assertThat(put("{\"region\":\"sfo3\"}").status()).isEqualTo(200);
        assertThat(put("{\"size\":\"s-1vcpu-1gb\"}").status()).isEqualTo(200);
    }

    @Test
    void a_fleet_is_switched_off_though_its_provider_does_not_answer() {
        put(ON);
        world.droplets.faults().fail(Call.SIZES, RentingTest.failure(Kind.UNANSWERED));

        assertThat(put("{\"enabled\":false,\"max\":1}").status()).isEqualTo(200);
    }

    private Reply put(String body) {
        return world.send(Event.put("/api/fleet").json(body), Role.ADMIN);
    }
}
