package openencoder.machines.fleet;

import openencoder.fleet.Decision;
import openencoder.fleet.FleetPolicy;
import openencoder.fleet.FleetRepository;
import openencoder.fleet.FleetRepository.Fleet;
import openencoder.fleet.FleetSettings;
import openencoder.fleet.FleetTurn;
import openencoder.machine.Machine;
import openencoder.machine.MachineId;
import openencoder.machine.MachineProvider.Instance;
import openencoder.machine.MachineProvider.Size;
import openencoder.machine.MachineRepository;
import openencoder.machine.MachineSpec;
import openencoder.machine.MachineState;
import openencoder.machine.Origin;
import openencoder.machine.ProviderFailure;
import openencoder.machine.Providers;
import openencoder.web.schedule.PassFailures;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Does what the fleet's policy decides. */
public final class Autoscaler {
    /** Shorter than the time between two passes: one that died does not cost the next its turn. */
    private static final Duration TURN = Duration.ofSeconds(50);

    private static final Logger LOG = LoggerFactory.getLogger(Autoscaler.class);

    /**
     * The fleet as it is wanted.
     *
     * @param turn taken by one pass at a time
     */
    public record Wanted(FleetRepository fleets, FleetTurn turn, FleetPolicy policy) {}

    /** What changes machines. */
    public record Hands(Providers providers, RentMachine rent, EndMachine end) {}

    private final MachineRepository machines;
    private final FleetViews views;
    private final Wanted wanted;
    private final Hands hands;
    private final InstantSource clock;

    public Autoscaler(
            MachineRepository machines,
            FleetViews views,
            Wanted wanted,
            Hands hands,
            InstantSource clock) {
        this.machines = machines;
        this.views = views;
        this.wanted = wanted;
        this.hands = hands;
        this.clock = clock;
    }

    /**
     * @param unknown machines that no row knows; empty if it is not known what there is, and then
     *     nothing is ordered
     */
    Reconciled steer(Optional<List<Instance>> unknown, Deadline deadline, PassFailures failures) {
        var fleet = wanted.fleets().find().filter(this::hasWork);
        var now = clock.instant();
        if (fleet.isEmpty() || deadline.isOver() || !wanted.turn().take(now, TURN))
            return Reconciled.NOTHING;
        var settings = fleet.get().settings();
        var size = unknown.flatMap(_ -> size(settings, failures));
        var rows = machines.living();
        var view = views.of(rows, unknown.orElse(List.of()), size.map(Size::priceHourly), now);
        var decision = wanted.policy().decide(view, settings);
        decision.reasons()
                .forEach(reason -> LOG.atInfo().addKeyValue("reason", reason).log("Fleet"));
        var within = deadline.noLaterThan(now.plus(TURN));
        return carryOut(decision, rows, within, failures)
                .plus(ordered(order(decision, fleet.get(), size, within, failures)));
    }

    private boolean hasWork(Fleet fleet) {
        return fleet.settings().enabled()
                || machines.living().stream()
                        .anyMatch(each -> each.spec().origin() == Origin.FLEET);
    }

    private Optional<Size> size(FleetSettings settings, PassFailures failures) {
        if (!settings.enabled()) return Optional.empty();
        try {
            return hands.providers().get(settings.provider()).sizes().stream()
                    .filter(size -> size.slug().equals(settings.size()))
                    .filter(Size::available)
                    .filter(size -> size.regions().contains(settings.region()))
                    .findFirst();
        } catch (ProviderFailure failure) {
            failures.note("sizes", failure);
            return Optional.empty();
        }
    }

    private Reconciled carryOut(
            Decision decision, List<Machine> rows, Deadline deadline, PassFailures failures) {
        var seen = rows.stream().collect(Collectors.toMap(Machine::id, Function.identity()));
        var drained = each(decision.drain(), seen, this::drain, deadline, failures);
        var deleted = each(decision.delete(), seen, this::delete, deadline, failures);
        var replaced = each(decision.replace(), seen, this::delete, deadline, failures);
        return new Reconciled(0, BigDecimal.ZERO, 0, drained, deleted + replaced, replaced, 0);
    }

    private static int each(
            List<MachineId> ids,
            Map<MachineId, Machine> seen,
            Predicate<Machine> act,
            Deadline deadline,
            PassFailures failures) {
        var done = 0;
        for (var id : ids) {
            if (deadline.isOver()) break;
            if (failures.attempt("machine " + id, () -> act.test(seen.get(id)), false)) done++;
        }
        return done;
    }

    // What was decided holds for the row as it was seen: any heartbeat since then, and it is left
    // for
    // the next pass to decide anew.
    private boolean drain(Machine seen) {
        return seen.state() instanceof MachineState.Working
                && machines.replace(seen.drain(clock.instant())).isPresent();
    }

    private boolean delete(Machine seen) {
        return new Ending(machines, hands.end(), clock).end(seen);
    }

    private int order(
            Decision decision,
            Fleet fleet,
            Optional<Size> size,
            Deadline deadline,
            PassFailures failures) {
        if (size.isEmpty()) return 0;
        var settings = fleet.settings();
        var spec =
                new MachineSpec(
                        settings.provider(),
                        settings.region(),
                        settings.size(),
                        size.get().priceHourly(),
                        Origin.FLEET);
        var ordered = 0;
        while (ordered < decision.order() && !deadline.isOver()) {
            // Whatever keeps one from being rented would keep the others, too.
            if (!failures.attempt("order", () -> isRented(spec, fleet), false)) break;
            ordered++;
        }
        return ordered;
    }

    // Users order, too: what was decided may not fit any more.
    private boolean isRented(MachineSpec spec, Fleet fleet) {
        return hands.rent().prepare(1, spec, fleet.settings(), fleet.api()).stream()
                .map(hands.rent()::rent)
                .anyMatch(machine -> machine.rent().isPresent());
    }

    private static Reconciled ordered(int machines) {
        return new Reconciled(0, BigDecimal.ZERO, machines, 0, 0, 0, 0);
    }
}
