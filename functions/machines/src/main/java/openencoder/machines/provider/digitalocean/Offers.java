package openencoder.machines.provider.digitalocean;

import static java.util.Objects.requireNonNull;

import openencoder.machine.MachineProvider.Region;
import openencoder.machine.MachineProvider.Size;

import java.util.List;
import java.util.Optional;

/** What is on offer, as the library tells it. */
final class Offers {
    private Offers() {}

    static Region region(com.myjeeva.digitalocean.pojo.Region seen) {
        return new Region(
                requireNonNull(seen.getSlug()),
                requireNonNull(seen.getName()),
                listed(seen.getSizes()),
                seen.isAvailable());
    }

    static Size size(com.myjeeva.digitalocean.pojo.Size seen) {
        return new Size(
                requireNonNull(seen.getSlug()),
                seen.isAvailable(),
                seen.getVirutalCpuCount(),
                seen.getMemorySizeInMb(),
                seen.getDiskSize(),
                requireNonNull(seen.getPriceMonthly()),
                requireNonNull(seen.getPriceHourly()),
                listed(seen.getRegions()));
    }

    private static List<String> listed(List<String> slugs) {
        return Optional.ofNullable(slugs).map(List::copyOf).orElse(List.of());
    }
}
