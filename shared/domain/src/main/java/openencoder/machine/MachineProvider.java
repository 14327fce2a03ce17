package openencoder.machine;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rents instances out by time. Every method but {@link #id}, {@link #billing} and {@link
 * #userDataLimit} may throw a {@link ProviderFailure}; what a call that failed as {@link
 * ProviderFailure.Kind#UNANSWERED} did is not known.
 */
public interface MachineProvider {
    ProviderId id();

    Billing billing();

    /** How many bytes of user data an instance may be given. */
    int userDataLimit();

    /**
     * An instance to be rented.
     *
     * @param name unique, and by which it is found again
     * @param label that all instances of this deployment bear, and no others
     * @param userData what cloud-init does at the first boot
     */
    record InstanceRequest(String name, MachineSpec spec, Label label, String userData) {}

    /** Where an instance is in its life. */
    enum Status {
        /** It boots. */
        PENDING,
        RUNNING,
        /** It is there, and does not run. */
        STOPPED,
        /** It is about to be forgotten. */
        GONE
    }

    /**
     * A machine as the provider knows it. It is paid for from {@code createdAt} on until it is
     * deleted, whatever its status.
     *
     * @param region its slug, such as {@code sfo3}
     * @param regionName such as {@code San Francisco 3}
     * @param addresses its public IPv4 addresses; none while it is pending
     * @param priceHourly in the currency of {@link #billing}
     */
    record Instance(
            InstanceId id,
            String name,
            Status status,
            String region,
            String regionName,
            String size,
            Instant createdAt,
            Set<Label> labels,
            List<String> addresses,
            BigDecimal priceHourly) {}

    /**
     * @param sizes the slugs of the sizes that are offered there
     */
    record Region(String slug, String name, List<String> sizes, boolean available) {}

    /**
     * @param memory MiB
     * @param disk GiB
     * @param priceMonthly in the currency of {@code billing}, likewise {@code priceHourly}
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
            List<String> regions,
            Billing billing) {}

    /** Rents one instance. Never tried twice: there may then be two. */
    Instance create(InstanceRequest request);

    Optional<Instance> find(InstanceId id);

    /** All with the label, however many. */
    List<Instance> labelled(Label label);

    /** One that is gone already is fine. */
    void delete(InstanceId id);

    List<Region> regions();

    List<Size> sizes();
}
