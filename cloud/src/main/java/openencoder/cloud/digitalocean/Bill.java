package openencoder.cloud.digitalocean;

import openencoder.cloud.digitalocean.catalogue.Catalogue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What all droplets that there ever were have cost up to now.
 *
 * @param lines oldest first
 * @param total US dollars: the sum of what the lines say to the cent
 */
public record Bill(List<Line> lines, BigDecimal total) {

    private static final BigDecimal LEAST = new BigDecimal("0.01");
    private static final long LEAST_SECONDS = 60;
    private static final BigDecimal SECONDS_AN_HOUR = BigDecimal.valueOf(3600);

    /**
     * One droplet.
     *
     * @param priceHourly US dollars
     * @param seconds begun ones, from its creation to its deletion or until now
     * @param cost US dollars, unrounded to ten digits
     * @param amount US dollars to the cent
     */
    public record Line(
            long id,
            String name,
            String size,
            List<String> tags,
            BigDecimal priceHourly,
            Instant createdAt,
            Optional<Instant> deletedAt,
            long seconds,
            BigDecimal cost,
            BigDecimal amount) {}

    static Bill of(List<Droplet> droplets, Catalogue catalogue, Instant now) {
        var lines = droplets.stream().map(droplet -> line(droplet, catalogue, now)).toList();
        var total = lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Bill(lines, total);
    }

    private static Line line(Droplet droplet, Catalogue catalogue, Instant now) {
        var price = catalogue.size(droplet.plan().size()).orElseThrow().priceHourly();
        var lived = Duration.between(droplet.createdAt(), droplet.deletedAt().orElse(now));
        long seconds = lived.plusNanos(999_999_999).toSeconds();
        var cost = cost(seconds, price);
        return new Line(
                droplet.id(),
                droplet.plan().name(),
                droplet.plan().size(),
                droplet.plan().tags(),
                price,
                droplet.createdAt(),
                droplet.deletedAt(),
                seconds,
                cost,
                cost.setScale(2, RoundingMode.HALF_UP));
    }

    /** By the second, for a minute at least, and never less than a cent. */
    static BigDecimal cost(long seconds, BigDecimal priceHourly) {
        return BigDecimal.valueOf(Math.max(LEAST_SECONDS, seconds))
                .multiply(priceHourly)
                .divide(SECONDS_AN_HOUR, 10, RoundingMode.HALF_UP)
                .max(LEAST);
    }
}
