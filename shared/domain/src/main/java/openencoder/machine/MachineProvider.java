package openencoder.machine;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who rents machines out by the second. Every method may throw a {@link ProviderFailure}; what a
 * call that failed as {@link ProviderFailure.Kind#UNANSWERED} did is not known.
 */
public interface MachineProvider {
    /** Such as {@code digitalocean}. */
    String name();

    /**
     * A machine to be rented.
     *
     * @param name unique, and by which it is found again
     * @param tag that all machines of this deployment carry, and no others
     * @param userData what cloud-init does at the first boot, at most 64 KiB
     */
    record Order(String name, String region, String size, String tag, String userData) {}

    /** Where an instance is in its life, in the provider's words. */
    enum Status {
        NEW,
        ACTIVE,
        OFF,
        ARCHIVE
    }

    /**
     * A machine as the provider knows it. It is paid for from {@code createdAt} on until it is
     * deleted, whatever its status.
     *
     * @param id may exceed 2^31
     * @param region its slug, such as {@code sfo3}
     * @param regionName such as {@code San Francisco 3}
     * @param addresses its public IPv4 addresses; none while it is new
     * @param priceHourly US dollars
     */
    record Instance(
            long id,
            String name,
            Status status,
            String region,
            String regionName,
            String size,
            Instant createdAt,
            Set<String> tags,
            List<String> addresses,
            BigDecimal priceHourly) {}

    /**
     * @param sizes the slugs of the sizes that are offered there
     */
    record Region(String slug, String name, List<String> sizes, boolean available) {}

    /**
     * @param memory MiB
     * @param disk GiB
     * @param priceMonthly US dollars, likewise {@code priceHourly}
     * @param regions slugs
     */
    record Size(
            String slug,
            boolean available,
            int vcpus,
            long memory,
            long disk,
            BigDecimal priceMonthly,
            BigDecimal priceHourly,
            List<String> regions) {}

    /** Rents one machine. Never tried twice: there may then be two. */
    Instance create(Order order);

    Optional<Instance> find(long id);

    /** All with the tag, however many. */
    List<Instance> tagged(String tag);

    /** One that is gone already is fine. */
    void delete(long id);

    List<Region> regions();

    List<Size> sizes();

    /** How many machines the account may have at a time. */
    int limit();
}
