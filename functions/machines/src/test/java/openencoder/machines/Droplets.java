package openencoder.machines;

import openencoder.machine.Billing;
import openencoder.machine.InstanceId;
import openencoder.machine.Label;
import openencoder.machine.MachineProvider;
import openencoder.machine.MachineProvider.InstanceRequest;
import openencoder.machine.ProviderId;
import openencoder.testing.InMemoryMachineProvider;
import openencoder.testing.ProviderFaults;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The twin in memory under DigitalOcean's name. */
final class Droplets implements MachineProvider {
    static final Duration BOOT_TIME = Duration.ofSeconds(40);

    final InMemoryMachineProvider twin;

    /** Told of each order before it is carried out. */
    Runnable beforeCreate = () -> {};

    Droplets(InstantSource clock) {
        twin = new InMemoryMachineProvider(clock, BOOT_TIME);
    }

    ProviderFaults faults() {
        return twin.faults();
    }

    /** Those that are paid for. */
    List<Instance> living() {
        return twin.rentals().stream()
                .filter(rental -> rental.to().isEmpty())
                .map(InMemoryMachineProvider.RentedInstance::instance)
                .toList();
    }

    @Override
    public ProviderId id() {
        return twin.id();
    }

    @Override
    public Billing billing() {
        return twin.billing();
    }

    @Override
    public int userDataLimit() {
        return twin.userDataLimit();
    }

    @Override
    public Instance create(InstanceRequest order) {
        beforeCreate.run();
        return twin.create(order);
    }

    @Override
    public Optional<Instance> find(InstanceId id) {
        return twin.find(id);
    }

    @Override
    public List<Instance> labelled(Label label) {
        return twin.labelled(label);
    }

    @Override
    public void delete(InstanceId id) {
        twin.delete(id);
    }

    @Override
    public List<Region> regions() {
        return twin.regions();
    }

    @Override
    public List<Size> sizes() {
        return twin.sizes();
    }
}
