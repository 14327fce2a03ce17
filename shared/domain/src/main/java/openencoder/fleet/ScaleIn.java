package openencoder.fleet;

import openencoder.fleet.FleetView.Member;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which machines to let go.
 *
 * @param useful machines that work or will
 * @param period between two decisions
 */
record ScaleIn(
        FleetView view,
        FleetSettings settings,
        List<Member> useful,
        Capacity capacity,
        Duration period) {
    /** Between telling a machine to drain and its answer lie a heartbeat and a little. */
    private static final Duration DRAIN = Duration.ofSeconds(20);

    /** Those too many once the limits were lowered: first who has least to do. */
    List<Member> beyondLimits() {
        var staying = new ArrayList<>(useful);
        var going = new ArrayList<Member>();
        var candidates =
                useful.stream()
                        .filter(each -> !each.manual())
                        .sorted(Comparator.comparing(this::burden))
                        .toList();
        for (var each : candidates) {
            if (isWithinLimits(staying)) break;
            staying.remove(each);
            going.add(each);
        }
        return going;
    }

    private int burden(Member machine) {
        if (machine.isComing()) return 0;
        return machine.isIdle() ? 1 : 2;
    }

    private boolean isWithinLimits(List<Member> machines) {
        return machines.size() <= settings.max()
                && FleetView.hourly(machines).compareTo(settings.maxHourly()) <= 0;
    }

    /**
     * Idle for long enough, and not needed.
     *
     * @param gone leave anyway
     */
    List<Member> idle(List<Member> gone) {
        var staying = new ArrayList<>(useful);
        staying.removeAll(gone);
        var going = new ArrayList<Member>();
        var candidates =
                staying.stream()
                        .filter(each -> !each.manual() && each.isIdle())
                        .filter(each -> each.idleFor(view.now()).compareTo(stay(each)) >= 0)
                        .sorted(Comparator.comparing(each -> each.idleSince().orElseThrow()))
                        .toList();
        for (var each : candidates) {
            if (staying.size() <= least()) break;
            staying.remove(each);
            if (capacity.missing(staying) > 0) break;
            going.add(each);
        }
        return going;
    }

    private int least() {
        return settings.enabled() ? settings.min() : 0;
    }

    /**
     * How long a machine may be idle: as long as it costs nothing more, or half as long as another
     * would have to boot, for a short break is not the end of the work.
     */
    private Duration stay(Member machine) {
        var paid = machine.ordered().plus(machine.billing().leastPaid(machine.priceHourly()));
        var free = Duration.between(machine.idleSince().orElseThrow(), paid);
        var pause = view.boot().dividedBy(2);
        var most = settings.idle().minus(period.multipliedBy(2)).minus(DRAIN);
        return shorter(most, pause.compareTo(free) < 0 ? free : pause);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
