package openencoder.machines;

import openencoder.machine.MachineProvider;
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
    public String name() {
        return "digitalocean";
    }

    @Override
    public Instance create(Order order) {
        beforeCreate.run();
        return twin.create(order);
    }

    @Override
    public Optional<Instance> find(long id) {
        return twin.find(id);
    }

    @Override
    public List<Instance> tagged(String tag) {
        return twin.tagged(tag);
    }

    @Override
    public void delete(long id) {
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

    @Override
    public int limit() {
        return twin.limit();
    }
}
