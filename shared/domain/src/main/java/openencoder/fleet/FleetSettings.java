package openencoder.fleet;

import openencoder.machine.Machine;
import openencoder.machine.ProviderId;
import openencoder.refusal.FieldErrors;
import openencoder.refusal.Invalid;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the fleet may do.
 *
 * @param enabled whether it orders machines; those it has ordered leave when idle in any case
 * @param min machines that are kept even without work, 0 to {@code max}
 * @param max all machines of this deployment at a time, not only the fleet's, 0 to 100
 * @param maxHourly US dollars that all machines of this deployment may cost an hour together
 * @param targetWait how long a job may wait for a machine; zero is as short as possible
 * @param idle within this after the last job there are no more machines than {@code min}
 * @param provider from which machines are ordered
 * @param region slug in which machines are ordered; may be empty while not enabled
 * @param size slug of the machines that are ordered; may be empty while not enabled
 */
public record FleetSettings(
        boolean enabled,
        int min,
        int max,
        BigDecimal maxHourly,
        Duration targetWait,
        Duration idle,
        ProviderId provider,
        String region,
        String size) {
    /** What it takes to see that a machine is idle, to have it drained and to delete it. */
    public static final Duration SHORTEST_IDLE = Duration.ofMinutes(3);

    private static final int MOST_MACHINES = 100;
    private static final BigDecimal MOST_HOURLY = BigDecimal.valueOf(1_000);
    private static final Duration LONGEST_WAIT = Duration.ofHours(12);
    private static final Duration LONGEST_IDLE = Duration.ofHours(24);
    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    public static final FleetSettings OFF =
            new FleetSettings(
                    false,
                    0,
                    5,
                    BigDecimal.ONE,
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(10),
                    ProviderId.DIGITALOCEAN,
                    "",
                    "");

    /**
     * @throws Invalid {@code fleet.invalid}, naming every bad field as the API spells it
     */
    public FleetSettings {
        var errors = new FieldErrors("fleet.invalid");
        errors.require(
                max >= 0 && max <= MOST_MACHINES, "max", "must be from 0 to " + MOST_MACHINES);
        errors.require(min >= 0, "min", "must be 0 or more");
        errors.require(min <= max, "min", "must not be more than max");
        errors.require(
                maxHourly.signum() >= 0 && maxHourly.compareTo(MOST_HOURLY) <= 0,
                "max_hourly",
                "must be from 0 to %s US dollars".formatted(MOST_HOURLY));
        errors.require(
                isWithin(targetWait, Duration.ZERO, LONGEST_WAIT),
                "target_wait_seconds",
                "must be from 0 s to %d s".formatted(LONGEST_WAIT.toSeconds()));
        errors.require(
                isWithin(idle, SHORTEST_IDLE, LONGEST_IDLE),
                "idle_seconds",
                "must be from %d s to %d s"
                        .formatted(SHORTEST_IDLE.toSeconds(), LONGEST_IDLE.toSeconds()));
        requireSlug(errors, enabled, "region", region, "sfo3");
        requireSlug(errors, enabled, "size", size, "c-4");
        errors.refuseIfAny();
    }

    /**
     * Whether so many machines more, at this price an hour each, stay within {@link #max} and
     * {@link #maxHourly}.
     */
    public boolean allows(List<Machine> living, int more, BigDecimal priceHourly) {
        return more <= left(living, priceHourly);
    }

    /** How many machines of this price an hour there may be beside those that live. */
    public int left(List<Machine> living, BigDecimal priceHourly) {
        var left = Math.max(0, max - living.size());
        if (priceHourly.signum() == 0) return left;
        var spent =
                living.stream()
                        .map(each -> each.spec().priceHourly())
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        var affordable = maxHourly.subtract(spent).divide(priceHourly, 0, RoundingMode.FLOOR);
        return affordable.max(BigDecimal.ZERO).min(BigDecimal.valueOf(left)).intValue();
    }

    private static boolean isWithin(Duration value, Duration least, Duration most) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }

    private static void requireSlug(
            FieldErrors errors, boolean needed, String field, String slug, String example) {
        errors.require(
                slug.isEmpty() && !needed || SLUG.matcher(slug).matches(),
                field,
                "must be a slug such as %s; see GET /api/machines/%ss".formatted(example, field));
    }
}
