package openencoder.fleet;

import openencoder.fleet.FleetView.Member;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * How many machines to order.
 *
 * @param useful machines that work or will
 */
record ScaleOut(FleetView view, FleetSettings settings, List<Member> useful, Capacity capacity) {
    record Order(int count, List<String> reasons) {
        static final Order NONE = new Order(0, List.of());
    }

    Order decide() {
        if (!settings.enabled()) return Order.NONE;
        var wanted = Math.max(byBacklog(), settings.min() - useful.size());
        if (wanted <= 0) return Order.NONE;
        var count = Math.max(0, Math.min(wanted, Math.min(room(), affordable())));
        var reason =
                "%d jobs wait, %d machines begin %d of them in time: %d more wanted, %d ordered (%s)"
                        .formatted(
                                view.waiting(),
                                useful.size(),
                                Math.min(view.waiting(), (long) capacity.starts(useful)),
                                wanted,
                                count,
                                count == wanted ? "within all limits" : limit());
        return new Order(count, List.of(reason));
    }

    private int byBacklog() {
        return (int) Math.min(capacity.missing(useful), view.waiting() - free());
    }

    /** Machines that have no job, or will have none when they come: each takes one that waits. */
    private long free() {
        return useful.stream().filter(each -> each.isIdle() || each.isComing()).count();
    }

    // Whatever is on its way out is still paid for.
    private int room() {
        return settings.max() - view.machines().size();
    }

    private int affordable() {
        if (view.priceHourly().isEmpty()) return 0;
        var price = view.priceHourly().get();
        if (price.signum() == 0) return settings.max();
        var left = settings.maxHourly().subtract(FleetView.hourly(view.machines()));
        return left.divide(price, 0, RoundingMode.FLOOR)
                .min(BigDecimal.valueOf(settings.max()))
                .intValue();
    }

    private String limit() {
        if (view.priceHourly().isEmpty())
            return "the size %s is not to be had in %s"
                    .formatted(settings.size(), settings.region());
        return room() <= affordable() ? "max" : "max_hourly";
    }
}
