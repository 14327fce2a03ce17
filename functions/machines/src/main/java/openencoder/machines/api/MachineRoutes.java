package openencoder.machines.api;

import static openencoder.web.auth.RequiredRole.GUEST;
import static openencoder.web.auth.RequiredRole.OPERATOR;
import static openencoder.web.auth.RequiredRole.ROLE;

import static org.springframework.web.servlet.function.RouterFunctions.route;
import static org.springframework.web.servlet.function.ServerResponse.ok;

import com.fasterxml.jackson.annotation.JsonInclude;

import openencoder.machine.Machine;
import openencoder.machine.MachineProvider;
import openencoder.machine.Origin;
import openencoder.machines.fleet.RentMachine;
import openencoder.web.http.EventContext;
import openencoder.web.http.StrictJson;
import openencoder.web.http.Parameters;

import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Machines over HTTP. */
public final class MachineRoutes {
    /** A machine by the provider's number. */
    record MachineRef(long id, String provider) {}

    /**
     * @param errors of those that were not made; absent if all were
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record Created(List<MachineRef> machine, List<Failed> errors) {}

    private record Failed(String name, String code, String message) {}

    private record Regions(List<MachineProvider.Region> regions) {}

    private record Sizes(List<MachineProvider.Size> sizes) {}

    private record Price(
            String slug,
            BigDecimal priceHourly,
            BigDecimal priceMonthly,
            String currency,
            int minimumSeconds,
            BigDecimal minimum) {
        static Price of(MachineProvider.Size size) {
            return new Price(size.slug(), size.priceHourly(), size.priceMonthly(), "USD", 60, CENT);
        }
    }

    private record Pricing(String provider, List<Price> pricing) {}

    private static final BigDecimal CENT = new BigDecimal("0.01");

    private final MachineProvider provider;
    private final MachineCatalogue offers;
    private final RentMachines rentMachines;
    private final ListMachines listMachines;
    private final DeleteMachines deleteMachines;

    MachineRoutes(
            MachineProvider provider,
            MachineCatalogue offers,
            RentMachines rentMachines,
            ListMachines listMachines,
            DeleteMachines deleteMachines) {
        this.provider = provider;
        this.offers = offers;
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
                .GET(path + "/sizes", this::sizes)
                .withAttribute(ROLE, GUEST)
                .GET(path + "/pricing", this::pricing)
                .withAttribute(ROLE, GUEST)
                .DELETE(path + "/{id}", this::delete)
                .withAttribute(ROLE, OPERATOR)
                .filter(ProviderRefusals::filter)
                .build();
    }

    private ServerResponse create(ServerRequest request) {
        var wanted = StrictJson.read(request, MachineRequest::of);
        var size = offers.check(wanted);
        var wish =
                new RentMachine.Wish(
                        wanted.region(), size, Origin.MANUAL, EventContext.ownAddress(request));
        var rented = rentMachines.rent((int) wanted.count(), wish);
        return ok().body(
                        new Created(
                                rented.machines().stream()
                                        .map(Machine::rent)
                                        .flatMap(Optional::stream)
                                        .map(
                                                rent ->
                                                        new MachineRef(
                                                                rent.providerId(), provider.name()))
                                        .toList(),
                                rented.failures().stream().map(MachineRoutes::failed).toList()));
    }

    private static Failed failed(RentMachines.Failure failure) {
        var why = failure.why();
        return new Failed(failure.name(), why.code(), why.getMessage());
    }

    private ServerResponse delete(ServerRequest request) {
        var number = Parameters.id(request, "machine");
        deleteMachines.one(number);
        return ok().body(Map.of("machine", new MachineRef(number, provider.name())));
    }

    private ServerResponse deleteAll(ServerRequest request) {
        deleteMachines.all();
        return ok().body(Map.of("deleted", true));
    }

    private ServerResponse list(ServerRequest request) {
        return ok().body(listMachines.list());
    }

    private ServerResponse regions(ServerRequest request) {
        return ok().body(new Regions(provider.regions()));
    }

    private ServerResponse sizes(ServerRequest request) {
        return ok().body(new Sizes(provider.sizes()));
    }

    private ServerResponse pricing(ServerRequest request) {
        return ok().body(
                        new Pricing(
                                provider.name(),
                                provider.sizes().stream().map(Price::of).toList()));
    }
}
