package openencoder.bench.machines;

import openencoder.bench.Client;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;

/**
 * How things stand at one moment.
 *
 * @param costPerHour US dollars, of all machines
 */
record FleetSample(long completed, long failed, List<JsonNode> machines, BigDecimal costPerHour) {
    static FleetSample at(Client client) throws IOException, InterruptedException {
        var jobs = client.get("/api/stats").path("jobs");
        return new FleetSample(
                jobs.path("completed").asLong(),
                jobs.path("error").asLong(),
                client.get("/api/machines").path("machines").valueStream().toList(),
                client.get("/api/fleet").at("/status/cost_per_hour").decimalValue());
    }

    long busy() {
        return machines.stream().filter(machine -> !machine.path("job_id").isNull()).count();
    }

    String line(long seconds) {
        return "%4d s  %3d completed  %2d machines  %2d busy  $%s an hour"
                .formatted(seconds, completed, machines.size(), busy(), costPerHour);
    }
}
