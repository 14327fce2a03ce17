package openencoder.machines.api;

import openencoder.machine.MachineProvider;
import openencoder.machine.MachineProvider.Region;
import openencoder.machine.MachineProvider.Size;
import openencoder.refusal.Invalid;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What can be rented, and whether somebody asks for just that. */
public final class MachineCatalogue {
    static final int MOST = 10;

    private final MachineProvider provider;

    MachineCatalogue(MachineProvider provider) {
        this.provider = provider;
    }

    /**
     * @return the size that is wanted
     * @throws Invalid {@code machine.invalid}, naming every bad field
     */
    Size check(MachineRequest wanted) {
        var wrong = new ArrayList<Invalid.Field>();
        if (!wanted.provider().equals(provider.name()))
            wrong.add(new Invalid.Field("provider", "must be " + provider.name()));
        if (wanted.count() < 1 || wanted.count() > MOST)
            wrong.add(new Invalid.Field("count", "must be from 1 to " + MOST));
        var size = check(wanted.region(), wanted.size(), wrong);
        if (!wrong.isEmpty()) throw new Invalid("machine.invalid", wrong);
        return size.orElseThrow();
    }

    /**
     * @throws Invalid {@code machine.invalid}, naming every bad field
     */
    Size check(String region, String size) {
        var wrong = new ArrayList<Invalid.Field>();
        var found = check(region, size, wrong);
        if (!wrong.isEmpty()) throw new Invalid("machine.invalid", wrong);
        return found.orElseThrow();
    }

    private Optional<Size> check(String region, String slug, List<Invalid.Field> wrong) {
        var regions = provider.regions();
        var place = regions.stream().filter(each -> each.slug().equals(region)).findFirst();
        var objection = objection(place);
        objection.ifPresent(
                text -> wrong.add(new Invalid.Field("region", text + choice(open(regions)))));
        var sizes = provider.sizes();
        var size = sizes.stream().filter(each -> each.slug().equals(slug)).findFirst();
        objection(size, objection.isEmpty() ? place : Optional.empty())
                .ifPresent(text -> wrong.add(new Invalid.Field("size", text)));
        return size;
    }

    private static Optional<String> objection(Optional<Region> region) {
        if (region.isEmpty()) return Optional.of("is not a region of the provider's");
        return region.get().available()
                ? Optional.empty()
                : Optional.of("takes no new machines at present");
    }

    private static Optional<String> objection(Optional<Size> size, Optional<Region> region) {
        if (size.isEmpty())
            return Optional.of("is not a size of the provider's; see GET /api/machines/sizes");
        if (!size.get().available()) return Optional.of("cannot be rented at present");
        if (region.isEmpty() || isThere(size.get(), region.get())) return Optional.empty();
        return Optional.of(
                "is not offered in %s, but in: %s"
                        .formatted(region.get().slug(), String.join(", ", size.get().regions())));
    }

    private static boolean isThere(Size size, Region region) {
        return size.regions().contains(region.slug()) && region.sizes().contains(size.slug());
    }

    private static List<String> open(List<Region> regions) {
        return regions.stream().filter(Region::available).map(Region::slug).toList();
    }

    private static String choice(List<String> slugs) {
        return "; choose one of: " + String.join(", ", slugs);
    }
}
