package openencoder.machines.provider.digitalocean;

import static openencoder.machines.provider.digitalocean.ProviderFixture.LABEL;
import static openencoder.machines.provider.digitalocean.ProviderFixture.ORDER;
import static openencoder.machines.provider.digitalocean.ProviderFixture.TAG;
import static openencoder.machines.provider.digitalocean.ProviderFixture.answer;
import static openencoder.machines.provider.digitalocean.ProviderFixture.droplet;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import openencoder.cloud.digitalocean.ScriptedAnswer;
import openencoder.cloud.digitalocean.SimulatorRequest;
import openencoder.cloud.digitalocean.catalogue.Catalogue;
import openencoder.machine.MachineProvider.Instance;
import openencoder.machine.MachineProvider.Status;
import openencoder.testing.SampleMachines;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;

/** What goes over the wire when all is well. */
class DigitalOceanRequestsIT {
    private final ProviderFixture world;

    DigitalOceanRequestsIT(@TempDir Path folder) {
        world = new ProviderFixture(folder);
    }

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
                .containsEntry("authorization", "Bearer " + world.simulator.token())
                .containsEntry("host", world.simulator.uri().getAuthority());
    }

    @Test
    void user_data_arrives_as_it_is_in_every_script() {
        var text = "#cloud-config\n# Zoë, 映画, 🎬 \"quoted\" \\ end\n";

        world.machines.create(SampleMachines.request("film-1", "sfo3", "s-2vcpu-4gb", TAG, text));

        assertThat(lastBody().get("user_data").getAsString()).isEqualTo(text);
    }

    @Test
    void prices_are_what_the_api_writes_to_the_last_digit() {
        var size = droplet().getAsJsonObject("size");
        size.addProperty("price_hourly", new BigDecimal("0.00743999984115362"));
        world.simulator.script(
                ScriptedAnswer.of(
                        200, "{\"sizes\":[" + size + "],\"links\":{},\"meta\":{\"total\":1}}"),
                answer(202, droplet()));

        assertThat(world.machines.sizes().getFirst().priceHourly())
                .isEqualTo(new BigDecimal("0.00743999984115362"));
        assertThat(world.machines.create(ORDER).priceHourly())
                .isEqualTo(new BigDecimal("0.03570999950170517"));
    }

    @Test
    void the_price_of_a_droplet_that_does_not_tell_it_is_its_size_s() {
        var droplet = droplet();
        droplet.remove("size");
        world.simulator.script(answer(200, droplet));

        assertThat(find().priceHourly()).isEqualTo(new BigDecimal("0.03571"));
    }

    @Test
    void only_public_addresses_count() {
        world.simulator.script(answer(200, droplet()));

        assertThat(find().addresses()).containsExactly("192.241.165.154");
    }

    @Test
    void a_droplet_without_networks_has_no_address_and_one_in_a_state_of_tomorrow_is_off() {
        var droplet = droplet();
        droplet.add("networks", new JsonObject());
        droplet.addProperty("status", "hibernating");
        droplet.add("image", JsonNull.INSTANCE);
        world.simulator.script(answer(200, droplet));

        var seen = find();

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
        assertThat(sizes).hasSameSizeAs(new Catalogue().sizes());
        assertThat(last().query()).containsEntry("page", "2");
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

        assertThat(world.calls)
                .extracting(SimulatorRequest::port)
                .hasSize(5)
                .containsOnly(last().port());
    }

    @Test
    void a_token_that_is_replaced_is_used_for_the_next_request() {
        var token = new AtomicReference<>("dop_v1_old");
        var machines = world.provider(token::get, ProviderFixture.POLICY);
        ProviderFixture.failureOf(() -> machines.labelled(LABEL));
        token.set(world.simulator.token());

        assertThat(machines.labelled(LABEL)).isEmpty();
    }

    @Test
    void the_simulator_s_droplet_has_the_fields_of_the_real_one() throws Exception {
        var id = world.machines.create(ORDER).id();
        world.clock.tick(ProviderFixture.BOOT_TIME);
        var request =
                HttpRequest.newBuilder(world.simulator.uri().resolve("/v2/droplets/" + id))
                        .header("authorization", "Bearer " + world.simulator.token())
                        .build();

        try (var http = HttpClient.newHttpClient()) {
            var json = http.send(request, BodyHandlers.ofString()).body();
            var simulated = JsonParser.parseString(json).getAsJsonObject().get("droplet");
            assertThat(fields(simulated)).isEqualTo(fields(droplet()));
        }
    }

    /** The paths of all fields, in arrays those of the first item. */
    private static Set<String> fields(JsonElement json) {
        var paths = new TreeSet<String>();
        if (json.isJsonArray())
            json.getAsJsonArray().asList().stream()
                    .limit(1)
                    .forEach(item -> paths.addAll(fields(item)));
        if (json.isJsonObject())
            json.getAsJsonObject()
                    .asMap()
                    .forEach(
                            (name, value) -> {
                                paths.add(name);
                                fields(value).forEach(path -> paths.add(name + "." + path));
                            });
        return paths;
    }

    private Instance find() {
        return world.machines.find(SampleMachines.instance(3_164_444)).orElseThrow();
    }

    private SimulatorRequest last() {
        return world.calls.getLast();
    }

    private JsonObject lastBody() {
        return JsonParser.parseString(new String(last().body(), UTF_8)).getAsJsonObject();
    }
}
