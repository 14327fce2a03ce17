package openencoder.machines.provider.digitalocean;

import static openencoder.machines.provider.digitalocean.ProviderFixture.LABEL;
import static openencoder.machines.provider.digitalocean.ProviderFixture.ORDER;
import static openencoder.machines.provider.digitalocean.ProviderFixture.TAG;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import openencoder.machine.MachineProvider.Status;
import openencoder.machines.provider.digitalocean.ScriptedDigitalOcean.Request;
import openencoder.testing.SampleMachines;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** What goes over the wire on good days. */
class DigitalOceanRequestsIT {
    private final ProviderFixture world = new ProviderFixture();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void an_order_says_all_that_it_means() {
        world.machines.create(ORDER);

        assertThat(lastBody())
                .isEqualTo(
                        JsonParser.parseString(
                                """
                                {"name": "film-1", "region": "sfo3", "size": "s-2vcpu-4gb",
                                 "image": "ubuntu-24-04-x64", "backups": false, "ipv6": false,
                                 "tags": ["openencoder:test", "openencoder"], "monitoring": false,
                                 "with_droplet_agent": false, "user_data": "#cloud-config\\n"}
                                """));
        assertThat(last().headers())
                .containsEntry("authorization", "Bearer " + ScriptedDigitalOcean.TOKEN)
                .containsEntry("host", world.api.endpoint().getAuthority());
    }

    @Test
    void ssh_keys_that_are_configured_are_named() {
        var settings = ProviderFixture.settings(world.api.endpoint(), List.of("3b:16:e4:bf"));

        world.provider(settings, () -> ScriptedDigitalOcean.TOKEN, Patience.DEFAULT).create(ORDER);

        assertThat(lastBody().getAsJsonArray("ssh_keys"))
                .isEqualTo(JsonParser.parseString("[\"3b:16:e4:bf\"]"));
    }

    @Test
    void user_data_arrives_as_it_is_in_every_script() {
        var text = "#cloud-config\n# Zoë, 映画, 🎬 \"quoted\" \\ end\n";

        world.machines.create(SampleMachines.request("film-1", "sfo3", "s-2vcpu-4gb", TAG, text));

        assertThat(lastBody().get("user_data").getAsString()).isEqualTo(text);
    }

    @Test
    void prices_are_what_the_api_writes_to_the_last_digit() {
        var size =
                ScriptedAccount.fixture("sizes").getAsJsonArray("sizes").get(0).getAsJsonObject();
        size.addProperty("price_hourly", new BigDecimal("0.00743999984115362"));
        world.api.next(
                Reply.of(200, "{\"sizes\":[" + size + "],\"links\":{},\"meta\":{\"total\":1}}"));

        assertThat(world.machines.sizes().getFirst().priceHourly())
                .isEqualTo(new BigDecimal("0.00743999984115362"));
        assertThat(world.machines.create(ORDER).priceHourly())
                .isEqualTo(new BigDecimal("0.03570999950170517"));
    }

    @Test
    void the_price_of_a_droplet_that_does_not_tell_it_is_its_size_s() {
        var id = world.machines.create(ORDER).id();
        world.api.account.only().remove("size");

        assertThat(world.machines.find(id).orElseThrow().priceHourly())
                .isEqualTo(new BigDecimal("0.03570999950170517"));
    }

    @Test
    void only_public_addresses_count() {
        var id = world.machines.create(ORDER).id();
        world.api.account.boot();

        assertThat(world.machines.find(id).orElseThrow().addresses())
                .containsExactly("192.241.165.154");
    }

    @Test
    void a_droplet_without_networks_has_no_address_and_one_in_a_state_of_tomorrow_is_off() {
        var id = world.machines.create(ORDER).id();
        world.api.account.only().add("networks", new JsonObject());
        world.api.account.only().addProperty("status", "hibernating");
        world.api.account.only().add("image", JsonNull.INSTANCE);

        var seen = world.machines.find(id).orElseThrow();

        assertThat(seen.addresses()).isEmpty();
        assertThat(seen.status()).isEqualTo(Status.STOPPED);
    }

    @Test
    void droplets_come_200_a_page_and_sizes_25() {
        world.machines.labelled(LABEL);
        var droplets = last();
        var sizes = world.machines.sizes();

        assertThat(droplets.query())
                .containsEntry("tag_name", TAG)
                .containsEntry("per_page", "200");
        assertThat(sizes).hasSize(30);
        assertThat(world.asked("GET")).isEqualTo(3);
    }

    @Test
    void offers_are_asked_for_again_after_five_minutes() {
        world.machines.regions();
        world.clock.tick(Duration.ofSeconds(299));
        world.machines.regions();
        var before = world.asked("GET");
        world.clock.tick(Duration.ofSeconds(1));
        world.machines.regions();

        assertThat(before).isEqualTo(1);
        assertThat(world.asked("GET")).isEqualTo(2);
    }

    @Test
    void one_connection_serves_one_request_after_the_other() {
        world.machines.create(ORDER);
        world.machines.labelled(LABEL);
        world.machines.find(SampleMachines.instance(1));
        world.machines.delete(SampleMachines.instance(1));
        world.machines.labelled(LABEL);

        assertThat(world.api.requests)
                .extracting(Request::port)
                .hasSize(5)
                .containsOnly(last().port());
    }

    @Test
    void a_token_that_is_replaced_is_used_for_the_next_request() {
        var token = new AtomicReference<>("dop_v1_old");
        var machines = world.provider(token::get, ProviderFixture.PATIENCE);
        ProviderFixture.failureOf(() -> machines.labelled(LABEL));
        token.set(ScriptedDigitalOcean.TOKEN);

        assertThat(machines.labelled(LABEL)).isEmpty();
    }

    private Request last() {
        return world.api.requests.getLast();
    }

    private JsonObject lastBody() {
        return last().body().orElseThrow();
    }
}
