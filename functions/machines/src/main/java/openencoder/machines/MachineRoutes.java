package openencoder.machines;

import static openencoder.web.auth.Access.GUEST;
import static openencoder.web.auth.Access.OPERATOR;

import com.fasterxml.jackson.annotation.JsonInclude;

import openencoder.machine.Machine;
import openencoder.machine.MachineProvider;
import openencoder.web.auth.Access;
import openencoder.web.http.Call;
import openencoder.web.http.Handler;
import openencoder.web.http.Route;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Machines over HTTP. */
final class MachineRoutes {
    /** A machine by the provider's number. */
    record Numbered(long id, String provider) {}

    /**
     * @param errors of those that were not made; absent if all were
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record Created(List<Numbered> machine, List<Failed> errors) {}

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
    private final Offers offers;
    private final RentMachines rentMachines;
    private final ListMachines listMachines;
    private final DeleteMachines deleteMachines;

    MachineRoutes(
            MachineProvider provider,
            Offers offers,
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
    List<Route> routes() {
        return Stream.of("/api/machines", "/api/machine").flatMap(this::under).toList();
    }

    private Stream<Route> under(String path) {
        return Stream.of(
                route("POST", path, OPERATOR, this::create),
                route("GET", path, GUEST, _ -> listMachines.list()),
                route("DELETE", path, OPERATOR, this::deleteAll),
                route("GET", path + "/regions", GUEST, _ -> new Regions(provider.regions())),
                route("GET", path + "/sizes", GUEST, _ -> new Sizes(provider.sizes())),
                route("GET", path + "/pricing", GUEST, this::pricing),
                route("DELETE", path + "/{id}", OPERATOR, this::delete));
    }

    private static Route route(String method, String path, Access access, Handler handler) {
        return new Route(method, path, access, ProviderRefusals.telling(handler));
    }

    private Object create(Call call) {
        var wanted = call.body(Wanted::of);
        var size = offers.check(wanted);
        var wish =
                new RentMachine.Wish(
                        wanted.region(), size, Machine.Maker.MANUAL, call.ownAddress());
        var rented = rentMachines.rent((int) wanted.count(), wish);
        return new Created(
                rented.machines().stream()
                        .map(Machine::rent)
                        .flatMap(Optional::stream)
                        .map(rent -> new Numbered(rent.providerId(), provider.name()))
                        .toList(),
                rented.failures().stream().map(MachineRoutes::failed).toList());
    }

    private static Failed failed(RentMachines.Failure failure) {
        var why = failure.why();
        return new Failed(failure.name(), why.code(), why.getMessage());
    }

    private Object delete(Call call) {
        var number = call.id("machine");
        deleteMachines.one(number);
        return Map.of("machine", new Numbered(number, provider.name()));
    }

    private Object deleteAll(Call call) {
        deleteMachines.all();
        return Map.of("deleted", true);
    }

    private Object pricing(Call call) {
        return new Pricing(provider.name(), provider.sizes().stream().map(Price::of).toList());
    }
}
