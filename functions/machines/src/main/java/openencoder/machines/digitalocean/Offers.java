package openencoder.machines.digitalocean;

import openencoder.machine.MachineProvider.Region;
import openencoder.machine.MachineProvider.Size;
import openencoder.machine.ProviderFailure;
import openencoder.machine.ProviderFailure.Kind;

import java.util.List;
import java.util.Optional;

/** What is on offer, as the library tells it. */
final class Offers {
    private Offers() {}

    static Region region(com.myjeeva.digitalocean.pojo.Region seen) {
        return new Region(
                seen.getSlug(), seen.getName(), listed(seen.getSizes()), seen.isAvailable());
    }

    static Size size(com.myjeeva.digitalocean.pojo.Size seen) {
        try {
            return new Size(
                    seen.getSlug(),
                    seen.isAvailable(),
                    seen.getVirutalCpuCount(),
                    seen.getMemorySizeInMb(),
                    seen.getDiskSize(),
                    seen.getPriceMonthly(),
                    seen.getPriceHourly(),
                    listed(seen.getRegions()));
        } catch (NullPointerException e) {
            throw (ProviderFailure)
                    Api.failure(Kind.BROKEN, "DigitalOcean tells of a size without what one has.")
                            .initCause(e);
        }
    }

    private static List<String> listed(List<String> slugs) {
        return Optional.ofNullable(slugs).map(List::copyOf).orElse(List.of());
    }
}
