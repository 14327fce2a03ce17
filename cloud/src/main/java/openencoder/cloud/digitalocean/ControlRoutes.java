package openencoder.cloud.digitalocean;

import tools.jackson.core.JacksonException;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What DigitalOcean does not have: the bill, and faults on demand, under {@code /_simulator}. */
final class ControlRoutes {

    static final String PREFIX = "/_simulator/";

    private static final String FAULTS = PREFIX + "faults";

    /**
     * {@link SimulatorFaults} as JSON; what is not named is as in {@link SimulatorFaults#none()}.
     *
     * @param shares by the lower-case names of {@link FaultKind}
     */
    private record FaultsBody(
            Long seed,
            Map<String, Double> shares,
            Long stormSeconds,
            Long slowDeleteSeconds,
            Long listLagSeconds) {

        static FaultsBody of(SimulatorFaults faults) {
            var shares = new TreeMap<String, Double>();
            faults.shares()
                    .forEach(
                            (kind, share) ->
                                    shares.put(kind.name().toLowerCase(Locale.ROOT), share));
            return new FaultsBody(
                    faults.seed(),
                    shares,
                    faults.storm().toSeconds(),
                    faults.slowDelete().toSeconds(),
                    faults.listLag().toSeconds());
        }

        SimulatorFaults faults() {
            var known = new EnumMap<FaultKind, Double>(FaultKind.class);
            if (shares != null) shares.forEach((name, share) -> known.put(kind(name), share));
            var none = SimulatorFaults.none();
            return new SimulatorFaults(
                    seed == null ? 0 : seed,
                    known,
                    seconds(stormSeconds, none.storm()),
                    seconds(slowDeleteSeconds, none.slowDelete()),
                    seconds(listLagSeconds, none.listLag()));
        }

        private static FaultKind kind(String name) {
            for (var kind : FaultKind.values()) {
                if (kind.name().equalsIgnoreCase(name)) return kind;
            }
            throw SimulatorRefusal.badRequest("There is no fault '%s'.".formatted(name));
        }

        private static Duration seconds(Long given, Duration usual) {
            return given == null ? usual : Duration.ofSeconds(given);
        }
    }

    private final FaultDice dice;
    private final Supplier<Bill> bill;

    ControlRoutes(FaultDice dice, Supplier<Bill> bill) {
        this.dice = dice;
        this.bill = bill;
    }

    /** Empty if it is not one of these. */
    Optional<SimulatorAnswer> answer(SimulatorRequest request) {
        if (request.is("GET", PREFIX + "bill")) return Optional.of(SimulatorAnswer.ok(bill.get()));
        if (request.is("PUT", FAULTS)) {
            dice.set(read(request.body()));
            return Optional.of(faults());
        }
        if (request.is("DELETE", FAULTS)) {
            dice.set(SimulatorFaults.none());
            return Optional.of(new SimulatorAnswer.NoContent());
        }
        return request.is("GET", FAULTS) ? Optional.of(faults()) : Optional.empty();
    }

    private SimulatorAnswer faults() {
        return SimulatorAnswer.ok(FaultsBody.of(dice.faults()));
    }

    private static SimulatorFaults read(byte[] body) {
        try {
            return SimulatorJson.MAPPER.readValue(body, FaultsBody.class).faults();
        } catch (JacksonException | IllegalArgumentException failed) {
            throw SimulatorRefusal.badRequest("Not faults: " + failed.getMessage());
        }
    }
}
