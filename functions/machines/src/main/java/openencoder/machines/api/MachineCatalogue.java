package openencoder.machines.api;

import openencoder.machine.MachineProvider;
import openencoder.machine.MachineProvider.Region;
import openencoder.machine.MachineProvider.Size;
import openencoder.machine.MachineSpec;
import openencoder.machine.Origin;
import openencoder.machine.ProviderId;
import openencoder.machine.Providers;
import openencoder.refusal.FieldErrors;
import openencoder.refusal.Invalid;

import java.util.List;
import java.util.Optional;

/** What can be rented, and whether that is what a request names. */
public final class MachineCatalogue {
    static final int MOST = 10;
    private static final String NO_REGION = "is not a region of the provider's";
    private static final String NO_SIZE =
            "is not a size of the provider's; see GET /api/machines/sizes";

    private final Providers providers;

    MachineCatalogue(Providers providers) {
        this.providers = providers;
    }

    /**
     * @param name empty for the first provider
     * @throws Invalid {@code machine.invalid} if there is no such provider
     */
    MachineProvider provider(Optional<String> name) {
        if (name.isEmpty()) return providers.all().getFirst();
        return find(name.get())
                .orElseThrow(() -> new Invalid("machine.invalid", "provider", choice()));
    }

    /**
     * @throws Invalid {@code machine.invalid}, naming every bad field
     */
    MachineSpec check(MachineRequest wanted) {
        var wrong = new FieldErrors("machine.invalid");
        var provider = named(wanted.provider(), wrong);
        wrong.require(
                wanted.count() >= 1 && wanted.count() <= MOST,
                "count",
                "must be from 1 to " + MOST);
        var size = provider.flatMap(it -> check(it, wanted.region(), wanted.size(), wrong));
        wrong.refuseIfAny();
        return new MachineSpec(
                provider.orElseThrow().id(),
                wanted.region(),
                wanted.size(),
                size.orElseThrow().priceHourly(),
                Origin.MANUAL);
    }

    /**
     * @throws Invalid {@code machine.invalid}, naming every bad field
     */
    void check(ProviderId provider, String region, String size) {
        var wrong = new FieldErrors("machine.invalid");
        named(provider.value(), wrong).ifPresent(it -> check(it, region, size, wrong));
        wrong.refuseIfAny();
    }

    /**
     * As {@link #check(ProviderId, String, String)} of what is not empty, for later: what the
     * provider has no room for now may be named.
     *
     * @throws Invalid {@code machine.invalid}, naming every bad field
     */
    void checkKnown(ProviderId provider, String region, String size) {
        var wrong = new FieldErrors("machine.invalid");
        named(provider.value(), wrong)
                .ifPresent(
                        it -> {
                            var regions = it.regions().stream().map(Region::slug).toList();
                            var sizes = it.sizes().stream().map(Size::slug).toList();
                            wrong.require(
                                    region.isEmpty() || regions.contains(region),
                                    "region",
                                    NO_REGION + choice(open(it.regions())));
                            wrong.require(size.isEmpty() || sizes.contains(size), "size", NO_SIZE);
                        });
        wrong.refuseIfAny();
    }

    /** Where there is only one provider, region and size are checked against it in any case. */
    private Optional<MachineProvider> named(String name, FieldErrors wrong) {
        var found = find(name);
        if (found.isPresent()) return found;
        wrong.add("provider", choice());
        return providers.all().stream().filter(_ -> providers.all().size() == 1).findFirst();
    }

    private static Optional<Size> check(
            MachineProvider provider, String region, String slug, FieldErrors wrong) {
        var regions = provider.regions();
        var place = regions.stream().filter(each -> each.slug().equals(region)).findFirst();
        var objection = objection(place);
        objection.ifPresent(text -> wrong.add("region", text + choice(open(regions))));
        var sizes = provider.sizes();
        var size = sizes.stream().filter(each -> each.slug().equals(slug)).findFirst();
        objection(size, objection.isEmpty() ? place : Optional.empty())
                .ifPresent(text -> wrong.add("size", text));
        return size;
    }

    private Optional<MachineProvider> find(String name) {
        return ProviderId.isName(name) ? providers.find(new ProviderId(name)) : Optional.empty();
    }

    private String choice() {
        var names = providers.all().stream().map(each -> each.id().value()).toList();
        return names.size() == 1
                ? "must be " + names.getFirst()
                : "must be one of: " + String.join(", ", names);
    }

    private static Optional<String> objection(Optional<Region> region) {
        if (region.isEmpty()) return Optional.of(NO_REGION);
        return region.get().available()
                ? Optional.empty()
                : Optional.of("takes no new machines at present");
    }

    private static Optional<String> objection(Optional<Size> size, Optional<Region> region) {
        if (size.isEmpty()) return Optional.of(NO_SIZE);
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
