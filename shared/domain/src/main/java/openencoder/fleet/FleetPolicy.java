package openencoder.fleet;

import openencoder.fleet.FleetView.Member;
import openencoder.machine.MachineId;
import openencoder.machine.MachineStatus;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Orders as many machines as it takes for every waiting job to begin within the target wait, and
 * lets each go that is idle and no longer free of charge. No machine is ordered twice: one that
 * boots is taken for what it will be.
 */
public final class FleetPolicy {
    /**
     * How long others are waited for.
     *
     * @param enrol for a machine to enrol, from its order on
     * @param silence until a machine that does not call is given up
     * @param lease until a machine that was told to drain and does not call can have no job
     * @param period between two decisions
     */
    public record Timeouts(Duration enrol, Duration silence, Duration lease, Duration period) {
        public static final Timeouts USUAL =
                new Timeouts(
                        Duration.ofMinutes(15),
                        Duration.ofMinutes(3),
                        Duration.ofSeconds(60),
                        Duration.ofMinutes(1));
    }

    private final Timeouts timeouts;

    public FleetPolicy() {
        this(Timeouts.USUAL);
    }

    public FleetPolicy(Timeouts timeouts) {
        this.timeouts = timeouts;
    }

    public Decision decide(FleetView view, FleetSettings settings) {
        var now = view.now();
        var lost = view.machines().stream().filter(each -> isLost(each, now)).toList();
        var useful =
                view.machines().stream()
                        .filter(each -> each.isComing() || each.isWorking())
                        .filter(each -> !lost.contains(each))
                        .toList();
        var capacity = Capacity.of(view, settings.targetWait(), timeouts.period());
        var ordering = new ScaleOut(view, settings, useful, capacity).decide();
        var leaving = new ScaleIn(view, settings, useful, capacity, timeouts.period());
        var beyond = leaving.beyondLimits();
        var idle = leaving.idle(beyond);
        var replace = ours(lost);
        var delete = new ArrayList<>(drained(view));
        delete.addAll(beyond.stream().filter(Member::isComing).toList());
        var drain = new ArrayList<>(beyond.stream().filter(Member::isWorking).toList());
        drain.addAll(idle);

        var reasons = new ArrayList<>(ordering.reasons());
        explain(reasons, beyond, "beyond the limits");
        explain(reasons, idle, "idle");
        explain(reasons, replace, "never enrolled, or silent");
        return new Decision(ordering.count(), ids(drain), ids(delete), ids(replace), reasons);
    }

    private boolean isLost(Member machine, Instant now) {
        if (machine.leased()) return false;
        return machine.isComing()
                ? !machine.ordered().plus(timeouts.enrol()).isAfter(now)
                : machine.isWorking() && machine.isSilentFor(timeouts.silence(), now);
    }

    private List<Member> drained(FleetView view) {
        return ours(view.machines()).stream()
                .filter(each -> !each.leased())
                .filter(each -> hasDrained(each, view.now()))
                .toList();
    }

    private boolean hasDrained(Member machine, Instant now) {
        return machine.status() == MachineStatus.DRAINED
                || machine.status() == MachineStatus.DRAINING
                        && machine.isSilentFor(timeouts.lease(), now);
    }

    private static List<Member> ours(List<Member> machines) {
        return machines.stream().filter(each -> !each.manual()).toList();
    }

    private static void explain(List<String> reasons, List<Member> machines, String why) {
        if (machines.isEmpty()) return;
        var names = machines.stream().map(each -> each.id().value()).toList();
        reasons.add(String.join(", ", names) + ": " + why);
    }

    private static List<MachineId> ids(List<Member> machines) {
        return machines.stream().map(Member::id).toList();
    }
}
