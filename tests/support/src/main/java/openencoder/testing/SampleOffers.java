package openencoder.testing;

import openencoder.machine.Billing;
import openencoder.machine.MachineProvider.Region;
import openencoder.machine.MachineProvider.Size;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.List;

/** What {@link InMemoryMachineProvider} has on offer. */
public final class SampleOffers {
    public static final Billing BILLING =
            new Billing(
                    Duration.ofMinutes(1),
                    Duration.ofSeconds(1),
                    new BigDecimal("0.01"),
                    Currency.getInstance("USD"));

    private SampleOffers() {}

    /** The last one takes no orders. */
    public static List<Region> regions() {
        var everything = List.of("s-1vcpu-1gb", "s-2vcpu-4gb", "s-4vcpu-8gb", "c-4");
        return List.of(
                new Region("fra1", "Frankfurt 1", everything, true),
                new Region("nyc3", "New York 3", List.of("s-1vcpu-1gb"), true),
                new Region("sfo3", "San Francisco 3", everything, true),
                new Region("sfo1", "San Francisco 1", List.of(), false));
    }

    /** The last one takes no orders. */
    public static List<Size> sizes() {
        var everywhere = List.of("fra1", "nyc3", "sfo3");
        var wherePower = List.of("fra1", "sfo3");
        return List.of(
                size("s-1vcpu-1gb", 1, 1024, 25, "6.0", "0.00892999954521656", everywhere),
                size("s-2vcpu-4gb", 2, 4096, 80, "24.0", "0.03570999950170517", wherePower),
                size("s-4vcpu-8gb", 4, 8192, 160, "48.0", "0.07142999768257141", wherePower),
                size("c-4", 4, 8192, 50, "84.0", "0.125", wherePower),
                size("m-2vcpu-16gb", 2, 16384, 50, "84.0", "0.125", List.of()));
    }

    private static Size size(
            String slug,
            int vcpus,
            long memory,
            long disk,
            String monthly,
            String hourly,
            List<String> regions) {
        return new Size(
                slug,
                !regions.isEmpty(),
                vcpus,
                memory,
                disk,
                new BigDecimal(monthly),
                new BigDecimal(hourly),
                regions,
                BILLING);
    }
}
