package openencoder.testing;

import openencoder.machine.Billing;
import openencoder.machine.InstanceId;
import openencoder.machine.Label;
import openencoder.machine.MachineProvider;
import openencoder.machine.MachineProvider.InstanceRequest;
import openencoder.machine.ProviderFailure;
import openencoder.machine.ProviderFailure.Kind;
import openencoder.machine.ProviderId;
import openencoder.testing.ProviderFaults.Call;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Offers {@link SampleOffers}; whether a machine has booted follows the given clock. */
public final class InMemoryMachineProvider implements MachineProvider {
    /**
     * One machine's time with us.
     *
     * @param to when it was deleted
     */
    public record RentedInstance(
            InstanceRequest order, Instance instance, Instant from, Optional<Instant> to) {}

    private static final int USER_DATA_LIMIT = 64 << 10;

    private final ProviderId id;
    private final InstantSource clock;
    private final Duration bootTime;
    private final ProviderFaults faults = new ProviderFaults();
    private final NavigableMap<InstanceId, RentedInstance> rentals = new TreeMap<>();
    private long lastId = 3_000_000_000L;
    private int limit = 250;
    private Duration listedAfter = Duration.ZERO;
    private Predicate<InstanceRequest> boots = _ -> true;

    public InMemoryMachineProvider(InstantSource clock, Duration bootTime) {
        this(ProviderId.DIGITALOCEAN, clock, bootTime);
    }

    public InMemoryMachineProvider(ProviderId id, InstantSource clock, Duration bootTime) {
        this.id = id;
        this.clock = clock;
        this.bootTime = bootTime;
    }

    public ProviderFaults faults() {
        return faults;
    }

    /** How many machines the account may have from now on. */
    public synchronized void setLimit(int machines) {
        limit = machines;
    }

    /** A machine shows in {@link #labelled} only so long after it was created. */
    public synchronized void listAfter(Duration delay) {
        listedAfter = delay;
    }

    /** Machines whose orders do not match stay {@link Status#PENDING} for ever. */
    public synchronized void bootOnly(Predicate<InstanceRequest> orders) {
        boots = orders;
    }

    /** Every machine that ever was, living or not, by id: what the account is billed for. */
    public synchronized List<RentedInstance> rentals() {
        return rentals.values().stream()
                .map(each -> new RentedInstance(each.order(), seen(each), each.from(), each.to()))
                .toList();
    }

    @Override
    public ProviderId id() {
        return id;
    }

    @Override
    public Billing billing() {
        return SampleOffers.BILLING;
    }

    @Override
    public int userDataLimit() {
        return USER_DATA_LIMIT;
    }

    @Override
    public Instance create(InstanceRequest order) {
        return answered(Call.CREATE, () -> seen(rent(order)));
    }

    private RentedInstance rent(InstanceRequest order) {
        var region = pick(regions(order), "region", order.spec().region());
        var size = pick(sizes(order), "size", order.spec().size());
        if (!order.name().matches("[a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?"))
            throw refused("Only valid hostname characters are allowed in a name.");
        if (order.userData().getBytes(StandardCharsets.UTF_8).length > USER_DATA_LIMIT)
            throw refused("User data is limited to 64 KiB.");
        if (living().size() >= limit) throw refused("This will exceed your droplet limit.");
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var instance =
                new Instance(
                        new InstanceId(id, Long.toString(++lastId)),
                        order.name(),
                        Status.PENDING,
                        region.slug(),
                        region.name(),
                        size.slug(),
                        now,
                        Set.of(order.label(), new Label(order.label().key(), "")),
                        List.of(),
                        size.priceHourly());
        var rental = new RentedInstance(order, instance, now, Optional.empty());
        rentals.put(instance.id(), rental);
        return rental;
    }

    private static List<Region> regions(InstanceRequest order) {
        return SampleOffers.regions().stream()
                .filter(each -> each.available() && each.slug().equals(order.spec().region()))
                .toList();
    }

    private static List<Size> sizes(InstanceRequest order) {
        return SampleOffers.sizes().stream()
                .filter(each -> each.slug().equals(order.spec().size()))
                .filter(each -> each.available() && each.regions().contains(order.spec().region()))
                .toList();
    }

    private static <T> T pick(List<T> found, String what, String slug) {
        if (found.isEmpty())
            throw refused("The " + what + " '" + slug + "' is not available for this machine.");
        return found.getFirst();
    }

    private static ProviderFailure refused(String message) {
        return new ProviderFailure(Kind.REFUSED, message, Optional.empty());
    }

    @Override
    public Optional<Instance> find(InstanceId id) {
        return answered(
                Call.FIND,
                () ->
                        living().stream()
                                .filter(each -> each.instance().id().equals(id))
                                .map(this::seen)
                                .findAny());
    }

    @Override
    public List<Instance> labelled(Label label) {
        return answered(
                Call.LIST,
                () ->
                        living().stream()
                                .filter(each -> each.instance().labels().contains(label))
                                .filter(each -> hasPassed(each.from(), listedAfter))
                                .map(this::seen)
                                .toList());
    }

    @Override
    public void delete(InstanceId id) {
        answered(Call.DELETE, () -> rentals.computeIfPresent(id, (_, rental) -> ended(rental)));
    }

    private RentedInstance ended(RentedInstance rental) {
        if (rental.to().isPresent()) return rental;
        var last = seen(rental);
        return new RentedInstance(
                rental.order(), last, rental.from(), Optional.of(clock.instant()));
    }

    @Override
    public List<Region> regions() {
        return answered(Call.REGIONS, SampleOffers::regions);
    }

    @Override
    public List<Size> sizes() {
        return answered(Call.SIZES, SampleOffers::sizes);
    }

    private synchronized <T> T answered(Call call, Supplier<T> work) {
        var lost = faults.before(call);
        var answer = work.get();
        lost.ifPresent(
                failure -> {
                    throw failure;
                });
        return answer;
    }

    private List<RentedInstance> living() {
        var living = new ArrayList<>(rentals.values());
        living.removeIf(each -> each.to().isPresent());
        return living;
    }

    private Instance seen(RentedInstance rental) {
        var told = rental.instance();
        if (rental.to().isPresent()) return told;
        if (!boots.test(rental.order()) || !hasPassed(rental.from(), bootTime)) return told;
        return new Instance(
                told.id(),
                told.name(),
                Status.RUNNING,
                told.region(),
                told.regionName(),
                told.size(),
                told.createdAt(),
                told.labels(),
                List.of(address(Long.parseLong(told.id().text()))),
                told.priceHourly());
    }

    /** Of the block for benchmarks, which has no owner. */
    private static String address(long id) {
        return "198.18." + (id >> 8 & 0xff) + "." + (id & 0xff);
    }

    private boolean hasPassed(Instant from, Duration time) {
        return !clock.instant().isBefore(from.plus(time));
    }
}
