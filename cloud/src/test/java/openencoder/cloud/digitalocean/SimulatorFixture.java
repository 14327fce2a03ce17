package openencoder.cloud.digitalocean;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import openencoder.cloud.digitalocean.catalogue.Catalogue;
import openencoder.testing.SettableClock;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** An account in a folder, asked as over HTTP, with a clock that is ticked. */
public final class SimulatorFixture {

    static final Duration BOOT = Duration.ofSeconds(40);

    private static final URI BASE = URI.create("http://ocean.example");

    /**
     * @param body null if there is none
     */
    record Told(int status, Map<String, String> headers, JsonNode body) {
        static final int NOTHING = 0;

        Told is(int wanted) {
            assertThat(status).as(String.valueOf(body)).isEqualTo(wanted);
            return this;
        }

        JsonNode at(String pointer) {
            return body.at(pointer);
        }
    }

    final SettableClock clock;
    final FakeHost host = new FakeHost();
    final Account account;
    final FaultDice dice;
    private final Catalogue catalogue = new Catalogue();
    private final SimulatorApi api;

    private SimulatorFixture(Path folder, SimulatorSettings settings, SettableClock clock) {
        this.clock = clock;
        dice = new FaultDice(settings.faults(), clock);
        account = Account.open(folder, settings, host);
        api = new SimulatorApi(account, catalogue, dice, settings, this::bill, BASE);
    }

    static SimulatorFixture in(Path folder) {
        return in(folder, SettableClock.atNoon());
    }

    static SimulatorFixture in(Path folder, SettableClock clock) {
        return with(folder, SimulatorSettings.standard().withDropletLimit(500), clock);
    }

    static SimulatorFixture with(Path folder, SimulatorSettings settings, SettableClock clock) {
        return new SimulatorFixture(folder, settings.withClock(clock).withBootTime(BOOT), clock);
    }

    Bill bill() {
        return Bill.of(account.all(), catalogue, clock.instant());
    }

    Told get(String target) {
        return call("GET", target, "");
    }

    Told delete(String target) {
        return call("DELETE", target, "");
    }

    Told post(Map<String, ?> body) {
        return call("POST", "/v2/droplets", SimulatorJson.MAPPER.writeValueAsString(body));
    }

    /** Creates one and returns its id. */
    long create(String name, String... tags) {
        return post(order("name", name, "tags", tags)).is(202).at("/droplet/id").asLong();
    }

    Told call(String method, String target, String body) {
        return call(method, target, body, "Bearer " + account.token());
    }

    Told call(String method, String target, String body, String authorization) {
        var parts = target.split("\\?", 2);
        var query =
                parts.length < 2
                        ? Map.<String, String>of()
                        : Arrays.stream(parts[1].split("&"))
                                .map(pair -> pair.split("="))
                                .collect(toMap(pair -> pair[0], pair -> pair[1]));
        var request =
                new SimulatorRequest(
                        method,
                        parts[0],
                        query,
                        Map.of("authorization", authorization),
                        body.getBytes(UTF_8),
                        0);
        var reply = api.answer(request, UUID.randomUUID().toString());
        return switch (reply.answer()) {
            case SimulatorAnswer.Json json ->
                    new Told(
                            json.status(),
                            reply.headers(),
                            SimulatorJson.MAPPER.readTree(
                                    SimulatorJson.MAPPER.writeValueAsBytes(json.body())));
            case SimulatorAnswer.NoContent _ -> new Told(204, reply.headers(), null);
            case SimulatorAnswer.None _ -> new Told(Told.NOTHING, reply.headers(), null);
        };
    }

    /** A droplet as it may be asked for, with some fields other than usual; null leaves one out. */
    static Map<String, Object> order(Object... fields) {
        var order = new LinkedHashMap<String, Object>();
        order.put("region", "fra1");
        order.put("size", "s-2vcpu-4gb");
        order.put("image", "ubuntu-24-04-x64");
        for (int i = 0; i < fields.length; i += 2) order.put((String) fields[i], fields[i + 1]);
        order.values().removeIf(value -> value == null);
        return order;
    }
}
