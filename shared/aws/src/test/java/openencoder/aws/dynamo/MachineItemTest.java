package openencoder.aws.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.machine.Enrolment;
import openencoder.machine.InstanceId;
import openencoder.machine.Machine;
import openencoder.machine.MachineId;
import openencoder.machine.MachineSpec;
import openencoder.machine.MachineToken;
import openencoder.machine.Origin;
import openencoder.machine.ProviderId;
import openencoder.machine.Rental;
import openencoder.testing.SampleMachines;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Optional;

class MachineItemTest {
    private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");

    @Test
    void a_row_from_before_there_were_several_providers_is_digitalocean_s() {
        var machine = SampleMachines.ordered(NOW).found(SampleMachines.rented(NOW));
        var row =
                MachineItem.write(machine)
                        .map(
                                "asked",
                                Item.empty()
                                        .text("name", machine.name())
                                        .text("region", "sfo3")
                                        .text("size", "s-1vcpu-1gb")
                                        .amount("price_hourly", SampleMachines.PRICE)
                                        .text("maker", "manual"))
                        .map(
                                "rented",
                                Item.empty()
                                        .number("provider_id", 3_000_000_007L)
                                        .time("created", NOW)
                                        .amount("price_hourly", SampleMachines.PRICE));

        assertThat(MachineItem.read(row)).isEqualTo(machine);
    }

    @Test
    void a_machine_of_another_provider_is_read_as_it_was_written() {
        var other = new ProviderId("hetzner");
        var id = MachineId.next(NOW);
        var spec = new MachineSpec(other, "fsn1", "cx22", SampleMachines.PRICE, Origin.FLEET);
        var enrolment = Enrolment.of(MachineToken.next(id), NOW);
        var rental =
                new Rental(
                        new InstanceId(other, "server-1"),
                        NOW,
                        Optional.empty(),
                        SampleMachines.PRICE);
        var machine = Machine.ordered(id, "test-" + id, spec, enrolment, NOW).found(rental);

        assertThat(MachineItem.read(MachineItem.write(machine))).isEqualTo(machine);
    }
}
