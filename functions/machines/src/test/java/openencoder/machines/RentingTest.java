package openencoder.machines;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.account.Role;
import openencoder.fleet.FleetRepository.Fleet;
import openencoder.fleet.FleetSettings;
import openencoder.machine.Machine;
import openencoder.machine.MachineStatus;
import openencoder.machine.ProviderFailure;
import openencoder.machine.ProviderFailure.Kind;
import openencoder.testing.ProviderFaults.Call;
import openencoder.testing.Race;
import openencoder.testing.SampleMachines;
import openencoder.testing.SampleOffers;
import openencoder.web.testing.Event;
import openencoder.web.testing.Identity;
import openencoder.web.testing.Reply;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Optional;

class RentingTest {
    private static final YearMonth MONTH = YearMonth.of(2026, 1);

    private final MachinesFixture world = new MachinesFixture();

    @Test
    void the_row_is_there_before_the_provider_is_asked() {
        world.droplets.beforeCreate =
                () ->
                        assertThat(world.machines.living())
                                .singleElement()
                                .extracting(Machine::status)
                                .isEqualTo(MachineStatus.ORDERED);
        assertThat(create(1).status()).isEqualTo(200);
    }

    @Test
    void a_user_orders_within_the_fleet_s_limits_even_while_it_is_off() {
        assertThat(create(6).text("code")).isEqualTo("machine.limit");
        assertThat(world.machines.living()).isEmpty();
        assertThat(create(3).status()).isEqualTo(200);

        var beyond = create(3);

        assertThat(beyond.status()).isEqualTo(409);
        assertThat(beyond.text("message")).contains("there are 3; 2 more", "PUT /api/fleet");
        assertThat(world.droplets.living()).hasSize(3);
        assertThat(create(2).status()).isEqualTo(200);
        assertThat(create(1).status()).isEqualTo(409);
    }

    @Test
    void a_user_orders_within_what_the_fleet_may_cost_an_hour() {
        limit(10, "0.02");
        assertThat(create(2).status()).isEqualTo(200);

        var beyond = create(1);

        assertThat(beyond.status()).isEqualTo(409);
        assertThat(beyond.text("message")).contains("0.02 US dollars an hour", "; 0 more");
        limit(10, "0.03");
        assertThat(create(1).status()).isEqualTo(200);
    }

    @Test
    void what_the_provider_refused_leaves_its_room_to_others() {
        limit(1, "1");
        world.droplets.faults().refuse(Call.CREATE, "This will exceed your droplet limit.");
        assertThat(create(1).status()).isEqualTo(422);
        assertThat(create(1).status()).isEqualTo(200);
    }

    @Test
    void users_who_order_at_once_stay_within_the_limits_together() {
        limit(4, "1");

        var replies = Race.run(6, _ -> () -> create(1).status());

        assertThat(replies).filteredOn(status -> status == 200).hasSize(4);
        assertThat(replies).filteredOn(status -> status == 409).hasSize(2);
        assertThat(world.droplets.living()).hasSize(4);
    }

    private void limit(int max, String maxHourly) {
        var off = FleetSettings.OFF;
        var limits =
                new FleetSettings(
                        false,
                        0,
                        max,
                        new BigDecimal(maxHourly),
                        off.targetWait(),
                        off.idle(),
                        off.provider(),
                        "",
                        "");
        world.fleets.put(new Fleet(limits, URI.create("https://api.example.com")));
    }

    @Test
    void every_machine_has_a_name_a_token_and_a_row_of_its_own() {
        limit(10, "10");
        var reply = create(10);

        assertThat(reply.json().path("machine")).hasSize(10);
        assertThat(reply.json().has("errors")).isFalse();
        assertThat(world.machines.living())
                .hasSize(10)
                .allMatch(machine -> machine.status() == MachineStatus.BOOTING)
                .allMatch(machine -> machine.name().equals("open-encoder-" + machine.id()));
        assertThat(world.enrolments).hasSize(10);
        assertThat(world.droplets.living()).hasSize(10);
        assertThat(world.droplets.living())
                .allMatch(
                        instance ->
                                instance.labels()
                                        .contains(SampleMachines.label(MachinesFixture.TAG)))
                .allMatch(instance -> Long.parseLong(instance.id().text()) > Integer.MAX_VALUE);
    }

    @Test
    void machines_are_told_to_call_us_where_the_caller_did() {
        create(1);
        assertThat(world.droplets.twin.rentals().getFirst().order().userData())
                .contains("https://api.example.com");
    }

    @Test
    void every_bad_field_is_named() {
        var reply =
                world.send(
                        Event.post("/api/machines")
                                .json(
                                        """
                                        {"provider":"aws","region":"sfo1","size":"xxl","count":11}\
                                        """),
                        Role.OPERATOR);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().path("errors").findValuesAsString("field"))
                .containsExactly("provider", "count", "region", "size");
        assertThat(world.machines.living()).isEmpty();
    }

    @Test
    void a_size_that_its_region_lacks_is_refused() {
        var reply = create("nyc3", "c-4", 1);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.text("message"))
                .isEqualTo("size: is not offered in nyc3, but in: fra1, sfo3");
    }

    @ParameterizedTest
    @CsvSource({
        "UNCONFIGURED, 503, provider.unconfigured, true",
        "UNAUTHORIZED, 503, provider.unauthorized, true",
        "REFUSED,      422, provider.refused,      true",
        "LIMITED,      429, provider.limited,      true",
        "BROKEN,       503, provider.broken,       false",
        "UNANSWERED,   503, provider.unanswered,   false"
    })
    void a_failed_order_is_told_as_what_it_is_and_forgotten_only_if_nothing_is_there(
            Kind kind, int status, String code, boolean forgotten) {
        world.droplets.faults().fail(Call.CREATE, failure(kind));

        var reply = create(1);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.text("code")).isEqualTo(code);
        assertThat(reply.text("message")).contains("because of " + kind);
        assertThat(reply.header("Retry-After"))
                .isEqualTo(status == 429 ? "77" : status == 503 ? "5" : null);
        assertThat(world.machines.living()).hasSize(forgotten ? 0 : 1);
        assertThat(world.machines.receipts(MONTH)).hasSize(forgotten ? 1 : 0);
        world.machines
                .receipts(MONTH)
                .forEach(receipt -> assertThat(receipt.cost(SampleOffers.BILLING)).isZero());
    }

    @ParameterizedTest
    @CsvSource({"REGIONS, 503", "SIZES, 503"})
    void without_the_provider_s_lists_nothing_is_ordered(Call call, int status) {
        world.droplets.faults().fail(call, failure(Kind.UNCONFIGURED));

        var reply = create(1);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.text("code")).isEqualTo("provider.unconfigured");
        assertThat(world.machines.living()).isEmpty();
    }

    @Test
    void what_some_orders_came_to_is_told_beside_what_others_did_not() {
        world.droplets.faults().refuse(Call.CREATE, "This will exceed your droplet limit.");
        world.droplets.faults().refuse(Call.CREATE, "This will exceed your droplet limit.");

        var reply = create(5);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("machine")).hasSize(3);
        assertThat(reply.json().path("errors")).hasSize(2);
        var error = reply.json().path("errors").get(0);
        assertThat(error.path("code").asString()).isEqualTo("provider.refused");
        assertThat(error.path("name").asString()).matches("open-encoder-[0-9a-v]{20}");
        assertThat(error.path("message").asString()).contains("droplet limit");
        assertThat(world.machines.living()).hasSize(3);
    }

    @Test
    void an_order_whose_answer_is_lost_is_never_repeated_and_its_machine_enrols() {
        world.droplets.faults().loseAnswer(Call.CREATE);
        assertThat(create(1).status()).isEqualTo(503);
        assertThat(world.droplets.living()).hasSize(1);
        var ordered = world.machines.living().getFirst();
        assertThat(ordered.status()).isEqualTo(MachineStatus.ORDERED);

        world.clock.tick(Droplets.BOOT_TIME);
        var droplet = world.droplets.living().getFirst();
        var token = world.enrolments.get(ordered.id()).text();
        var reply = world.tryEnrol(token, droplet.addresses().getFirst());

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(world.machine(Long.parseLong(droplet.id().text())).status())
                .isEqualTo(MachineStatus.WORKING);
    }

    @Test
    void a_machine_that_was_deleted_while_it_was_ordered_goes_at_once() {
        world.droplets.beforeCreate =
                () ->
                        world.machines.replace(
                                world.machines.living().getFirst().delete(world.clock.instant()));
        create(1);

        assertThat(world.droplets.living()).isEmpty();
        assertThat(world.machines.living())
                .singleElement()
                .satisfies(m -> assertThat(m.status()).isEqualTo(MachineStatus.DELETING))
                .satisfies(m -> assertThat(m.rent()).isPresent());
    }

    @Test
    void a_machine_that_was_given_up_while_it_was_ordered_goes_at_once() {
        world.droplets.beforeCreate =
                () -> {
                    var ordered = world.machines.living().getFirst();
                    world.machines.end(ordered, ordered.receipt(world.clock.instant()));
                };
        create(1);

        assertThat(world.droplets.living()).isEmpty();
        assertThat(world.machines.living()).isEmpty();
    }

    @Test
    void a_list_shows_what_is_ours_with_its_cost() {
        var populated = MachinesFixture.populated();
        populated.clock.tick(Duration.ofHours(10));

        // the people's tokens are over by now
        var token = Identity.token(populated.people.user(Role.GUEST), populated.clock.instant());
        var list = Event.get("/api/machines").bearer(token).sentTo(populated.function).json();

        assertThat(list.path("machines").findValuesAsString("id"))
                .containsExactly("3000000004", "3000000003", "3000000002", "3000000001");
        assertThat(list.path("machines").findValuesAsString("state"))
                .containsExactly("unknown", "draining", "working", "booting");
        assertThat(list.path("machines").findValuesAsString("cost"))
                .containsExactly("1.25", "0.09", "0.09", "0.09");
        assertThat(list.path("pending").asInt()).isZero();
    }

    @Test
    void an_order_of_unknown_outcome_is_pending() {
        world.droplets.faults().loseRequest(Call.CREATE);
        create(1);

        var list = world.send(Event.get("/api/machines"), Role.GUEST).json();

        assertThat(list.path("pending").asInt()).isEqualTo(1);
        assertThat(list.path("machines")).isEmpty();
    }

    @Test
    void what_is_offered_and_at_what_price_is_told_with_all_digits() {
        var pricing = world.send(Event.get("/api/machines/pricing"), Role.GUEST).text();

        assertThat(pricing).contains("\"price_hourly\":0.00892999954521656");
    }

    static ProviderFailure failure(Kind kind) {
        var after = kind == Kind.LIMITED ? Optional.of(Duration.ofSeconds(77)) : none();
        return new ProviderFailure(kind, "No, because of " + kind + ".", after);
    }

    private static Optional<Duration> none() {
        return Optional.empty();
    }

    private Reply create(int count) {
        return create("sfo3", "s-1vcpu-1gb", count);
    }

    private Reply create(String region, String size, int count) {
        var body =
                "{\"provider\":\"digitalocean\",\"region\":\"%s\",\"size\":\"%s\",\"count\":%d}"
                        .formatted(region, size, count);
        return world.send(Event.post("/api/machines").json(body), Role.OPERATOR);
    }
}
