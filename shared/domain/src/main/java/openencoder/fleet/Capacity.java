package openencoder.fleet;

import openencoder.fleet.FleetView.Member;

import java.time.Duration;
import java.util.Collection;

/**
 * How many of the waiting jobs some machines can begin in time, jobs being as long as they have
 * been lately.
 *
 * @param horizon from now until when the last waiting job should have begun
 */
record Capacity(FleetView view, Duration horizon) {
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

    /** The waiting jobs, and some more for the chance that they are longer than usual. */
    long demand() {
        if (view.waiting() == 0) return 0;
        return view.waiting()
                + Math.round(view.pace().variation() * Math.sqrt(view.waiting()) / 2);
    }

    long starts(Collection<Member> members) {
        return members.stream().mapToLong(this::starts).sum();
    }

    long starts(Member member) {
        return startsFrom(free(member));
    }

    /** Of a machine that is ordered now. */
    long startsOfNew() {
        return startsFrom(view.boot());
    }

    private Duration free(Member member) {
        if (member.isIdle()) return Duration.ZERO;
        if (!member.isComing()) return view.pace().rest();
        var left = view.boot().minus(Duration.between(member.ordered(), view.now()));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private long startsFrom(Duration free) {
        if (free.compareTo(horizon) > 0) return 0;
        return 1 + horizon.minus(free).dividedBy(view.pace().mean());
    }
}
