package openencoder.machines.fleet;

import openencoder.fleet.FleetPolicy;
import openencoder.fleet.FleetRepository.Fleet;
import openencoder.fleet.FleetSettings;
import openencoder.job.JobFilter;
import openencoder.job.JobStatus;
import openencoder.machine.InstanceId;
import openencoder.machine.Machine;
import openencoder.machine.MachineProvider;
import openencoder.machine.MachineRepository;
import openencoder.machine.MachineSpec;
import openencoder.machine.Origin;
import openencoder.machine.ProviderId;
import openencoder.machine.Providers;
import openencoder.machine.Receipt;
import openencoder.machines.provider.Deployment;
import openencoder.page.PageRequest;
import openencoder.testing.InMemoryFleetRepository;
import openencoder.testing.InMemoryFleetTurn;
import openencoder.testing.InMemoryJobRepository;
import openencoder.testing.InMemoryMachineProvider;
import openencoder.testing.InMemoryMachineRepository;
import openencoder.testing.InMemoryWorkerRegistry;
import openencoder.testing.SampleJobs;
import openencoder.testing.SettableClock;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** All that a reconciler works on, in memory, with a clock that is ticked. */
final class FleetFixture {
    static final Duration BOOT = Duration.ofSeconds(75);
    static final URI API = URI.create("https://api.example.com");
    static final String TAG = "openencoder:test";

    final SettableClock clock = SettableClock.atNoon();
    final InMemoryMachineProvider provider = new InMemoryMachineProvider(clock, BOOT);
    final InMemoryMachineRepository machines = new InMemoryMachineRepository();
    final InMemoryJobRepository jobs = new InMemoryJobRepository();
    final InMemoryWorkerRegistry workers = new InMemoryWorkerRegistry();
    final InMemoryFleetRepository fleets = new InMemoryFleetRepository();
    final InMemoryFleetTurn turn = new InMemoryFleetTurn();
    final Deployment deployment = new Deployment("test");

    Reconciler reconciler() {
        return reconciler(machines, provider);
    }

    Reconciler reconciler(MachineRepository rows, MachineProvider droplets) {
        var providers = Providers.of(droplets);
        var end = new EndMachine(rows, providers, workers, deployment, clock);
        return new Reconciler(
                rows,
                new Reconciliation(rows, providers, end, deployment, clock),
                new Autoscaler(
                        rows,
                        new FleetViews(jobs, workers, providers),
                        new Autoscaler.Wanted(fleets, turn, new FleetPolicy()),
                        new Autoscaler.Hands(providers, rent(rows, droplets), end),
                        clock),
                clock);
    }

    RentMachine rent(MachineRepository rows, MachineProvider droplets) {
        return new RentMachine(
                rows, Providers.of(droplets), (_, _) -> "#cloud-config", deployment, clock);
    }

    void set(FleetSettings settings) {
        fleets.put(new Fleet(settings, API));
    }

    static FleetSettings settings(int min, int max, String maxHourly) {
        return new FleetSettings(
                true,
                min,
                max,
                new BigDecimal(maxHourly),
                Duration.ofMinutes(5),
                Duration.ofMinutes(10),
                ProviderId.DIGITALOCEAN,
                "fra1",
                "c-4");
    }

    private static final FleetSettings BOUNDLESS = settings(0, 100, "1000");

    void post(int count) {
        for (var i = 0; i < count; i++) jobs.add(SampleJobs.asked(), clock.instant());
    }

    /** A machine that a user ordered. */
    Machine rentManually() {
        var spec =
                new MachineSpec(
                        ProviderId.DIGITALOCEAN,
                        "fra1",
                        "c-4",
                        new BigDecimal("0.125"),
                        Origin.MANUAL);
        var renting = rent(machines, provider);
        return renting.rent(renting.prepare(1, spec, BOUNDLESS, API).getFirst());
    }

    Reconciled pass() {
        return reconciler().run(Duration.ofSeconds(40));
    }

    List<InMemoryMachineProvider.RentedInstance> living() {
        return provider.rentals().stream().filter(rental -> rental.to().isEmpty()).toList();
    }

    List<Receipt> receipts() {
        return machines.receipts(YearMonth.from(clock.instant().atZone(ZoneOffset.UTC)));
    }

    Optional<Receipt> receipt(InstanceId id) {
        return receipts().stream()
                .filter(each -> each.bill().filter(bill -> bill.id().equals(id)).isPresent())
                .findFirst();
    }

    boolean isDone() {
        return jobs.counts().entrySet().stream()
                .noneMatch(each -> each.getKey() != JobStatus.COMPLETED && each.getValue() > 0);
    }

    long waiting() {
        var queued = new JobFilter(Optional.of(JobStatus.QUEUED), Optional.empty());
        return jobs.page(PageRequest.FIRST, queued).total();
    }
}
