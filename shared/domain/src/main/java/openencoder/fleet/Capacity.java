package openencoder.fleet;

import openencoder.fleet.FleetView.Member;

import java.time.Duration;
import java.util.Collection;

/**
 * How many of the waiting jobs some machines are expected to begin in time, jobs being as long as
 * they have been lately.
 *
 * @param horizon from now until when the last waiting job should have begun
 */
record Capacity(FleetView view, Duration horizon) {
    /** A quarter of a standard deviation more jobs than wait, for the chance that they are long. */
    private static final double CAUTION = 0.25;

    /** What sums of fractions may be off by. */
    private static final double EPSILON = 1e-6;

    /**
     * Nothing that is ordered now helps before it has booted: a shorter target means as soon as
     * that.
     *
     * @param period until the next look; who waits may have waited so long already
     */
    static Capacity of(FleetView view, Duration targetWait, Duration period) {
        var left = targetWait.minus(period);
        return new Capacity(view, left.compareTo(view.boot()) < 0 ? view.boot() : left);
    }

    /** How many jobs are left for others than these, as a number of machines ordered now. */
    long missing(Collection<Member> members) {
        var left = demand() - starts(members);
        return left < EPSILON ? 0 : (long) Math.ceil(left / startsFrom(view.boot()) - EPSILON);
    }

    private double demand() {
        return view.waiting() + CAUTION * view.pace().variation() * Math.sqrt(view.waiting());
    }

    double starts(Collection<Member> members) {
        return members.stream().mapToDouble(this::starts).sum();
    }

    private double starts(Member member) {
        if (member.isIdle()) return startsFrom(Duration.ZERO);
        // Of a machine that has been at work for long, one job ends per mean length.
        if (!member.isComing()) return perMachine(horizon);
        var left = view.boot().minus(Duration.between(member.ordered(), view.now()));
        return startsFrom(left.isNegative() ? Duration.ZERO : left);
    }

    private double startsFrom(Duration free) {
        return free.compareTo(horizon) > 0 ? 0 : 1 + perMachine(horizon.minus(free));
    }

    private double perMachine(Duration time) {
        return (double) time.toMillis() / view.pace().mean().toMillis();
    }
}
