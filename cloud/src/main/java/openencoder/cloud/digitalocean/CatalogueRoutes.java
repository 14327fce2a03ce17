package openencoder.cloud.digitalocean;

import openencoder.cloud.digitalocean.catalogue.Catalogue;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** {@code /v2/regions}, {@code /v2/sizes} and {@code /v2/account}. */
final class CatalogueRoutes {

    private record AccountView(
            int dropletLimit,
            int floatingIpLimit,
            String email,
            String name,
            String uuid,
            boolean emailVerified,
            String status,
            String statusMessage,
            Team team) {}

    private record Team(String uuid, String name) {}

    private final Catalogue catalogue;
    private final AccountView account;
    private final URI base;

    CatalogueRoutes(Catalogue catalogue, int dropletLimit, URI base) {
        this.catalogue = catalogue;
        this.base = base;
        account =
                new AccountView(
                        dropletLimit,
                        3,
                        "laptop@example.com",
                        "Laptop",
                        "5a1c06c35bd14e0f9ad0c5d4a3c1ab1f4a0a7b9e",
                        true,
                        "active",
                        "",
                        new Team("9bd3c6a1c7f94a7f8d2f1e0b6a5c4d3e2f1a0b9c", "My Team"));
    }

    /** Empty if it is not one of these. */
    Optional<SimulatorAnswer> answer(SimulatorRequest request) {
        if (request.is("GET", "/v2/regions"))
            return Optional.of(new ListPage(request, base).of("regions", catalogue.regions()));
        if (request.is("GET", "/v2/sizes"))
            return Optional.of(new ListPage(request, base).of("sizes", catalogue.sizes()));
        return request.is("GET", "/v2/account")
                ? Optional.of(SimulatorAnswer.ok(Map.of("account", account)))
                : Optional.empty();
    }
}
