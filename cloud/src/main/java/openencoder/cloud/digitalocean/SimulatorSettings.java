package openencoder.cloud.digitalocean;

import openencoder.cloud.digitalocean.host.HostSettings;

import java.time.Duration;
import java.time.InstantSource;

/**
 * How the simulated DigitalOcean is. {@link #standard()} is a quick one for a laptop.
 *
 * @param port of the API; 0 for any free one
 * @param clock that statuses, limits and the bill go by
 * @param bootTime from a droplet's creation until it is active
 * @param firstId of the first droplet in a new folder
 * @param dropletLimit how many droplets the account may have at a time
 * @param faults that are made from the start
 * @param host how droplets' machines run
 * @param revives whether droplets of an earlier run on the folder are switched on again, or deleted
 */
public record SimulatorSettings(
        int port,
        InstantSource clock,
        Duration bootTime,
        long firstId,
        int dropletLimit,
        SimulatorFaults faults,
        HostSettings host,
        boolean revives) {

    // The real ones approach 2^31; a client that cuts them off should fail here first.
    private static final long ABOVE_2_31 = 3_000_000_001L;

    public static SimulatorSettings standard() {
        return new SimulatorSettings(
                0,
                InstantSource.system(),
                Duration.ofSeconds(2),
                ABOVE_2_31,
                25,
                SimulatorFaults.none(),
                HostSettings.standard(),
                true);
    }

    public SimulatorSettings withPort(int other) {
        return new SimulatorSettings(
                other, clock, bootTime, firstId, dropletLimit, faults, host, revives);
    }

    public SimulatorSettings withClock(InstantSource other) {
        return new SimulatorSettings(
                port, other, bootTime, firstId, dropletLimit, faults, host, revives);
    }

    public SimulatorSettings withBootTime(Duration other) {
        return new SimulatorSettings(
                port, clock, other, firstId, dropletLimit, faults, host, revives);
    }

    public SimulatorSettings withFirstId(long other) {
        return new SimulatorSettings(
                port, clock, bootTime, other, dropletLimit, faults, host, revives);
    }

    public SimulatorSettings withDropletLimit(int other) {
        return new SimulatorSettings(port, clock, bootTime, firstId, other, faults, host, revives);
    }

    public SimulatorSettings withFaults(SimulatorFaults other) {
        return new SimulatorSettings(
                port, clock, bootTime, firstId, dropletLimit, other, host, revives);
    }

    public SimulatorSettings withHost(HostSettings other) {
        return new SimulatorSettings(
                port, clock, bootTime, firstId, dropletLimit, faults, other, revives);
    }

    public SimulatorSettings withoutRevival() {
        return new SimulatorSettings(
                port, clock, bootTime, firstId, dropletLimit, faults, host, false);
    }
}
