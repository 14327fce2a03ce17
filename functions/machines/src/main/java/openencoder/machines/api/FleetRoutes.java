package openencoder.machines.api;

import static openencoder.web.auth.RequiredRole.ADMIN;
import static openencoder.web.auth.RequiredRole.ROLE;

import static org.springframework.web.servlet.function.RouterFunctions.route;
import static org.springframework.web.servlet.function.ServerResponse.ok;

import openencoder.fleet.FleetRepository;
import openencoder.fleet.FleetRepository.Fleet;
import openencoder.fleet.FleetSettings;
import openencoder.machine.ProviderId;
import openencoder.refusal.Invalid;
import openencoder.web.http.BodyFields;
import openencoder.web.http.EventContext;
import openencoder.web.http.StrictJson;

import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** The fleet's settings over HTTP, and what its machines cost. */
public final class FleetRoutes {
    /**
     * @param maxHourly US dollars
     */
    private record View(
            boolean enabled,
            int min,
            int max,
            BigDecimal maxHourly,
            long targetWaitSeconds,
            long idleSeconds,
            String provider,
            String region,
            String size,
            Costs.Status status) {
        static View of(FleetSettings settings, Costs.Status status) {
            return new View(
                    settings.enabled(),
                    settings.min(),
                    settings.max(),
                    settings.maxHourly(),
                    settings.targetWait().toSeconds(),
                    settings.idle().toSeconds(),
                    settings.provider().value(),
                    settings.region(),
                    settings.size(),
                    status);
        }
    }

    /** What is to change; the rest stays as it is. */
    private record Change(
            Optional<Boolean> enabled,
            Optional<Long> min,
            Optional<Long> max,
            Optional<BigDecimal> maxHourly,
            Optional<Long> targetWait,
            Optional<Long> idle,
            Optional<String> provider,
            Optional<String> region,
            Optional<String> size) {
        static Change of(BodyFields fields) {
            fields.readOnly("status");
            return new Change(
                    fields.optionalFlag("enabled"),
                    fields.optionalWhole("min"),
                    fields.optionalWhole("max"),
                    fields.optionalNumber("max_hourly"),
                    fields.optionalWhole("target_wait_seconds"),
                    fields.optionalWhole("idle_seconds"),
                    fields.optionalText("provider"),
                    fields.optionalText("region"),
                    fields.optionalText("size"));
        }

        /**
         * @throws Invalid {@code fleet.invalid}, naming every bad field
         */
        FleetSettings applied(FleetSettings before) {
            return new FleetSettings(
                    enabled.orElse(before.enabled()),
                    min.map(Change::count).orElse(before.min()),
                    max.map(Change::count).orElse(before.max()),
                    maxHourly.orElse(before.maxHourly()),
                    targetWait.map(Duration::ofSeconds).orElse(before.targetWait()),
                    idle.map(Duration::ofSeconds).orElse(before.idle()),
                    provider.map(Change::provider).orElse(before.provider()),
                    region.orElse(before.region()),
                    size.orElse(before.size()));
        }

        private static ProviderId provider(String given) {
            if (!ProviderId.isName(given))
                throw new Invalid("fleet.invalid", "provider", "must be a provider's name");
            return new ProviderId(given);
        }

        // What no int holds is out of bounds in the settings' eyes, too.
        private static int count(long given) {
            return Math.clamp(given, Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
    }

    private final FleetRepository fleets;
    private final MachineCatalogue catalogue;
    private final Costs costs;

    FleetRoutes(FleetRepository fleets, MachineCatalogue catalogue, Costs costs) {
        this.fleets = fleets;
        this.catalogue = catalogue;
        this.costs = costs;
    }

    public RouterFunction<ServerResponse> routes() {
        return route().GET("/api/fleet", this::show)
                .withAttribute(ROLE, ADMIN)
                .PUT("/api/fleet", this::put)
                .withAttribute(ROLE, ADMIN)
                .filter(ProviderRefusals::filter)
                .build();
    }

    private static boolean names(FleetSettings settings) {
        return !settings.region().isEmpty() || !settings.size().isEmpty();
    }

    private static boolean isSamePlace(FleetSettings one, FleetSettings other) {
        return one.provider().equals(other.provider())
                && one.region().equals(other.region())
                && one.size().equals(other.size());
    }

    private FleetSettings settings() {
        return fleets.find().map(Fleet::settings).orElse(FleetSettings.OFF);
    }

    private ServerResponse show(ServerRequest request) {
        return ok().body(View.of(settings(), costs.now()));
    }

    private ServerResponse put(ServerRequest request) {
        var before = settings();
        var settings = StrictJson.read(request, Change::of).applied(before);
        if (settings.enabled())
            catalogue.check(settings.provider(), settings.region(), settings.size());
        // a fleet that is only switched off is, whatever the provider has now, or does
        else if (names(settings) && !isSamePlace(settings, before))
            catalogue.checkKnown(settings.provider(), settings.region(), settings.size());
        fleets.put(new Fleet(settings, EventContext.ownAddress(request)));
        return ok().body(View.of(settings, costs.now()));
    }
}
