package openencoder.machines.api;

import static openencoder.web.auth.RequiredRole.GUEST;
import static openencoder.web.auth.RequiredRole.OPERATOR;
import static openencoder.web.auth.RequiredRole.ROLE;
import static openencoder.web.http.Parameters.QUERY;

import static org.springframework.web.servlet.function.RouterFunctions.route;
import static org.springframework.web.servlet.function.ServerResponse.ok;

import com.fasterxml.jackson.annotation.JsonInclude;

import openencoder.machine.Machine;
import openencoder.machine.MachineProvider;
import openencoder.machine.Rental;
import openencoder.refusal.NotFound;
import openencoder.web.http.EventContext;
import openencoder.web.http.Parameters;
import openencoder.web.http.StrictJson;

import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Machines over HTTP. */
public final class MachineRoutes {
    /**
     * @param errors of those that were not made; absent if all were
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record Created(List<MachineRef> machine, List<Failed> errors) {}

    private record Failed(String name, String code, String message) {}

    private record Regions(List<MachineProvider.Region> regions) {}

    private record Sizes(List<SizeView> sizes) {}

    private record SizeView(
            String slug,
            boolean available,
            int vcpus,
            long memory,
            long disk,
            BigDecimal priceMonthly,
            BigDecimal priceHourly,
            List<String> regions) {
        static SizeView of(MachineProvider.Size size) {
            return new SizeView(
                    size.slug(),
                    size.available(),
                    size.vcpus(),
                    size.memory(),
                    size.disk(),
                    size.priceMonthly(),
                    size.priceHourly(),
                    size.regions());
        }
    }

    private record Price(
            String slug,
            BigDecimal priceHourly,
            BigDecimal priceMonthly,
            String currency,
            long minimumSeconds,
            BigDecimal minimum) {
        static Price of(MachineProvider.Size size) {
            var billing = size.billing();
            return new Price(
                    size.slug(),
                    size.priceHourly(),
                    size.priceMonthly(),
                    billing.currency().getCurrencyCode(),
                    billing.minimum().toSeconds(),
                    billing.least());
        }
    }

    private record Pricing(String provider, List<Price> pricing) {}

    private final MachineCatalogue catalogue;
    private final RentMachines rentMachines;
    private final ListMachines listMachines;
    private final DeleteMachines deleteMachines;

    MachineRoutes(
            MachineCatalogue catalogue,
            RentMachines rentMachines,
            ListMachines listMachines,
            DeleteMachines deleteMachines) {
        this.catalogue = catalogue;
        this.rentMachines = rentMachines;
        this.listMachines = listMachines;
        this.deleteMachines = deleteMachines;
    }

    /** Each path in both spellings. */
    public RouterFunction<ServerResponse> routes() {
        return under("/api/machines").and(under("/api/machine"));
    }

    private RouterFunction<ServerResponse> under(String path) {
        return route().POST(path, this::create)
                .withAttribute(ROLE, OPERATOR)
                .GET(path, this::list)
                .withAttribute(ROLE, GUEST)
                .DELETE(path, this::deleteAll)
                .withAttribute(ROLE, OPERATOR)
                .GET(path + "/regions", this::regions)
                .withAttribute(ROLE, GUEST)
                .withAttribute(QUERY, List.of("provider"))
                .GET(path + "/sizes", this::sizes)
                .withAttribute(ROLE, GUEST)
                .withAttribute(QUERY, List.of("provider"))
                .GET(path + "/pricing", this::pricing)
                .withAttribute(ROLE, GUEST)
                .withAttribute(QUERY, List.of("provider"))
                .DELETE(path + "/{id}", this::delete)
                .withAttribute(ROLE, OPERATOR)
                .filter(ProviderRefusals::filter)
                .build();
    }

    private ServerResponse create(ServerRequest request) {
        var wanted = StrictJson.read(request, MachineRequest::of);
        var spec = catalogue.check(wanted);
        var rented =
                rentMachines.rent((int) wanted.count(), spec, EventContext.ownAddress(request));
        return ok().body(
                        new Created(
                                rented.machines().stream()
                                        .map(Machine::rent)
                                        .flatMap(Optional::stream)
                                        .map(Rental::id)
                                        .map(MachineRef::of)
                                        .toList(),
                                rented.failures().stream().map(MachineRoutes::failed).toList()));
    }

    private static Failed failed(RentMachines.Failure failure) {
        var why = failure.why();
        return new Failed(failure.name(), why.code(), why.getMessage());
    }

    private ServerResponse delete(ServerRequest request) {
        var text = request.pathVariable("id");
        var id = MachineRef.read(text).orElseThrow(() -> new NotFound("machine", text));
        deleteMachines.one(id);
        return ok().body(Map.of("machine", MachineRef.of(id)));
    }

    private ServerResponse deleteAll(ServerRequest request) {
        deleteMachines.all();
        return ok().body(Map.of("deleted", true));
    }

    private ServerResponse list(ServerRequest request) {
        return ok().body(listMachines.list());
    }

    private ServerResponse regions(ServerRequest request) {
        return ok().body(new Regions(provider(request).regions()));
    }

    private ServerResponse sizes(ServerRequest request) {
        return ok().body(new Sizes(provider(request).sizes().stream().map(SizeView::of).toList()));
    }

    private ServerResponse pricing(ServerRequest request) {
        var provider = provider(request);
        return ok().body(
                        new Pricing(
                                provider.id().value(),
                                provider.sizes().stream().map(Price::of).toList()));
    }

    private MachineProvider provider(ServerRequest request) {
        return catalogue.provider(Parameters.query(request, "provider"));
    }
}
