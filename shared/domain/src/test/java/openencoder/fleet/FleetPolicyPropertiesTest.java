package openencoder.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.fleet.FleetView.Member;
import openencoder.machine.MachineId;
import openencoder.machine.MachineStatus;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/** What holds for whatever is seen and set: 20 x 500 random views. */
class FleetPolicyPropertiesTest {
    private static final int VIEWS = 500;

    private interface Property {
        void check(FleetView view, FleetSettings settings, Decision decision);
    }

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void no_order_passes_a_limit(long seed) {
        forAll(
                seed,
                (view, settings, decision) -> {
                    if (decision.order() == 0) return;
                    var count = view.machines().size() + decision.order();
                    var price = view.priceHourly().orElseThrow();
                    var hourly =
                            FleetView.hourly(view.machines())
                                    .add(price.multiply(BigDecimal.valueOf(decision.order())));
                    assertThat(settings.enabled()).isTrue();
                    assertThat(decision.order()).isPositive();
                    assertThat(count).isLessThanOrEqualTo(settings.max());
                    assertThat(hourly).isLessThanOrEqualTo(settings.maxHourly());
                });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothing_that_may_be_at_work_is_deleted(long seed) {
        forAll(
                seed,
                (view, _, decision) -> {
                    var gone = new ArrayList<>(decision.delete());
                    gone.addAll(decision.replace());
                    for (var machine : named(view, gone)) {
                        assertThat(machine.leased()).isFalse();
                        assertThat(machine.manual()).isFalse();
                        assertThat(machine).matches(each -> mayBeDeleted(each, view));
                    }
                });
    }

    private static boolean mayBeDeleted(Member machine, FleetView view) {
        return switch (machine.status()) {
            case ORDERED, BOOTING, DRAINED -> true;
            case DRAINING -> machine.isSilentFor(Duration.ofSeconds(60), view.now());
            case WORKING -> machine.isSilentFor(Duration.ofMinutes(3), view.now());
            case DELETING, FAILED -> false;
        };
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_working_machine_is_drained_only_if_idle_or_beyond_the_limits(long seed) {
        forAll(
                seed,
                (view, settings, decision) -> {
                    for (var machine : named(view, decision.drain())) {
                        assertThat(machine.manual()).isFalse();
                        assertThat(machine.status()).isEqualTo(MachineStatus.WORKING);
                        var beyond =
                                view.machines().size() > settings.max()
                                        || FleetView.hourly(view.machines())
                                                        .compareTo(settings.maxHourly())
                                                > 0;
                        assertThat(machine.isIdle() || beyond).isTrue();
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void no_machine_is_in_two_lists_and_each_is_there(long seed) {
        forAll(
                seed,
                (view, _, decision) -> {
                    var all = new ArrayList<>(decision.drain());
                    all.addAll(decision.delete());
                    all.addAll(decision.replace());
                    assertThat(new HashSet<>(all)).hasSameSizeAs(all);
                    assertThat(named(view, all)).hasSameSizeAs(all);
                });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_least_number_stays_unless_a_limit_forbids_it(long seed) {
        forAll(
                seed,
                (view, settings, decision) -> {
                    if (decision.drain().isEmpty() || !settings.enabled()) return;
                    var useful =
                            view.machines().stream()
                                    .filter(each -> each.isComing() || each.isWorking())
                                    .filter(each -> !decision.replace().contains(each.id()))
                                    .filter(each -> !decision.delete().contains(each.id()))
                                    .toList();
                    if (view.machines().size() > settings.max()) return;
                    if (FleetView.hourly(view.machines()).compareTo(settings.maxHourly()) > 0)
                        return;
                    assertThat(useful.size() - decision.drain().size())
                            .isGreaterThanOrEqualTo(settings.min());
                });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_was_just_ordered_is_not_ordered_again(long seed) {
        forAll(
                seed,
                (view, settings, decision) -> {
                    var next = new ArrayList<>(view.machines());
                    next.removeIf(each -> decision.replace().contains(each.id()));
                    next.removeIf(each -> decision.delete().contains(each.id()));
                    for (var i = 0; i < decision.order(); i++)
                        next.add(Fleets.booting(Duration.ZERO));
                    var after =
                            new FleetView(
                                    next,
                                    view.waiting(),
                                    view.pace(),
                                    view.boot(),
                                    view.priceHourly(),
                                    view.now());
                    var limited =
                            decision.reasons().stream()
                                    .anyMatch(FleetPolicyPropertiesTest::isLimit);
                    if (limited) return;
                    assertThat(new FleetPolicy().decide(after, settings).order()).isZero();
                });
    }

    private static boolean isLimit(String reason) {
        return reason.contains("wanted") && !reason.contains("within all limits");
    }

    private static List<Member> named(FleetView view, List<MachineId> ids) {
        return view.machines().stream().filter(each -> ids.contains(each.id())).toList();
    }

    private static void forAll(long seed, Property property) {
        var random = new Random(seed);
        for (var i = 0; i < VIEWS; i++) {
            var view = Fleets.anyView(random);
            var settings = Fleets.anySettings(random);
            property.check(view, settings, new FleetPolicy().decide(view, settings));
        }
    }
}
