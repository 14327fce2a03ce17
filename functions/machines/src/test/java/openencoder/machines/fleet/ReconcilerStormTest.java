package openencoder.machines.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.machine.InstanceId;
import openencoder.machine.MachineProvider;
import openencoder.machine.MachineRepository;
import openencoder.machine.Rental;
import openencoder.testing.InMemoryMachineProvider.RentedInstance;
import openencoder.testing.SampleOffers;
import openencoder.web.schedule.IncompletePass;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;

/** Whatever goes wrong at the provider or with ourselves: 50 seeded runs of hours. */
class ReconcilerStormTest {
    private static final int JOBS_AT_ONCE = 20;
    private static final int MAX = 4;
    private static final BigDecimal LITTLE = new BigDecimal("0.40");
    private static final Duration BAD_TIMES = Duration.ofMinutes(90);
    private static final Duration AT_MOST = Duration.ofHours(5);

    private FleetFixture world;
    private Random random;
    private Instant calm;
    private BigDecimal maxHourly;
    private boolean isKilled;
    private final Set<InstanceId> deletedUnnoticed = new HashSet<>();

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothing_is_left_doubled_or_unpaid_however_bad_the_times(long seed) {
        world = new FleetFixture();
        random = new Random(seed);
        calm = world.clock.instant().plus(BAD_TIMES);
        maxHourly = seed % 2 == 0 ? LITTLE : BigDecimal.TEN;
        world.set(FleetFixture.settings(0, MAX, maxHourly.toPlainString()));
        var fates = new Random(seed);
        var boots = new HashMap<String, Boolean>();
        world.provider.bootOnly(
                order -> boots.computeIfAbsent(order.name(), _ -> fates.nextInt(5) > 0));
        world.provider.listAfter(Duration.ofSeconds(random.nextInt(100)));
        var agents = new Agents(world, random, _ -> isBad() && random.nextInt(400) == 0);

        var end = world.clock.instant().plus(AT_MOST);
        for (var tick = 0; world.clock.instant().isBefore(end); tick++) {
            if (isBad() && tick % 48 == 0) world.post(JOBS_AT_ONCE);
            agents.heartbeat();
            if (tick % 4 == 0) minute();
            world.clock.tick(Duration.ofSeconds(15));
            if (!isBad() && world.isDone() && world.living().isEmpty()) break;
        }

        assertThat(world.isDone()).as("all jobs are done").isTrue();
        assertThat(world.living()).as("machines left").isEmpty();
        for (var i = 0; i < 12; i++) calmMinute();
        assertThat(world.machines.living()).as("rows left").isEmpty();
        assertThat(world.provider.rentals())
                .extracting(rental -> rental.order().name())
                .doesNotHaveDuplicates();
        world.provider.rentals().forEach(this::isReceipted);
        assertThat(world.receipts().stream().filter(each -> each.bill().isPresent()))
                .hasSameSizeAs(world.provider.rentals());
        assertThat(deletedUnnoticed.size())
                .as("machines whose receipt may be late")
                .isLessThan(world.provider.rentals().size());
    }

    private boolean isBad() {
        return world.clock.instant().isBefore(calm);
    }

    private void minute() {
        isKilled = false;
        var dies = isBad() && random.nextInt(4) == 0;
        var rows = mortal(MachineRepository.class, world.machines, dies);
        var droplets = mortal(MachineProvider.class, provider(), dies);
        pass(world.reconciler(rows, droplets));
        checkLimits();
        noteLateReceipts();
    }

    private void calmMinute() {
        world.clock.tick(Duration.ofMinutes(1));
        pass(world.reconciler());
    }

    private <T> T mortal(Class<T> port, T real, boolean dies) {
        return Mortal.of(port, real, () -> isKilled |= dies && random.nextInt(20) == 0);
    }

    private void pass(Reconciler reconciler) {
        try {
            reconciler.run(Duration.ofSeconds(40));
        } catch (IncompletePass _) {
            // What failed is the next pass's.
        } catch (Mortal.Killed _) {
            assertThat(isKilled).isTrue();
        }
    }

    private MachineProvider provider() {
        return isBad()
                ? new Troubled(world.provider, random, random.nextInt(10) == 0)
                : world.provider;
    }

    private void checkLimits() {
        var living = world.living();
        var hourly =
                living.stream()
                        .map(rental -> rental.instance().priceHourly())
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(living.size()).isLessThanOrEqualTo(MAX);
        assertThat(hourly).isLessThanOrEqualTo(maxHourly);
    }

    /** Machines that are gone while we do not know it yet: their receipts will be too long. */
    private void noteLateReceipts() {
        world.provider.rentals().stream()
                .filter(rental -> rental.to().isPresent())
                .map(rental -> rental.instance().id())
                .filter(id -> world.receipt(id).isEmpty())
                .forEach(deletedUnnoticed::add);
    }

    private void isReceipted(RentedInstance rental) {
        var id = rental.instance().id();
        var receipt = world.receipt(id).orElseThrow();
        var billed =
                Rental.of(rental.instance()).cost(rental.to().orElseThrow(), SampleOffers.BILLING);
        if (!deletedUnnoticed.contains(id)) {
            assertThat(receipt.cost(SampleOffers.BILLING)).isEqualByComparingTo(billed);
            return;
        }
        var late = Duration.between(rental.to().get(), receipt.bill().orElseThrow().to());
        assertThat(late).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(15));
    }
}
