package openencoder.cloud.digitalocean;

import static java.nio.charset.StandardCharsets.UTF_8;

import openencoder.cloud.digitalocean.RequestQuota.Standing;
import openencoder.cloud.digitalocean.catalogue.Catalogue;

import java.net.URI;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** From a call to its answer: who asks, how often, whether it is to go wrong, and what is asked. */
final class SimulatorApi {

    /**
     * @param headers beside those of every answer
     */
    record Reply(SimulatorAnswer answer, Map<String, String> headers) {}

    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private final Account account;
    private final RequestQuota limit;
    private final FaultDice dice;
    private final DropletRoutes droplets;
    private final CatalogueRoutes catalogue;
    private final ControlRoutes control;

    /**
     * @param base what links begin with
     */
    SimulatorApi(
            Account account,
            Catalogue offer,
            FaultDice dice,
            SimulatorSettings settings,
            Supplier<Bill> bill,
            URI base) {
        this.account = account;
        this.dice = dice;
        limit = new RequestQuota(settings.clock());
        droplets = new DropletRoutes(account, offer, dice, base);
        catalogue = new CatalogueRoutes(offer, settings.dropletLimit(), base);
        control = new ControlRoutes(dice, bill);
    }

    Reply answer(SimulatorRequest request, String requestId) {
        boolean isControl = request.path().startsWith(ControlRoutes.PREFIX);
        if (!isAuthorized(request))
            return new Reply(
                    refusal(SimulatorRefusal.unauthorized(), requestId), limit.look().headers());
        account.catchUp();
        if (isControl) return new Reply(tried(() -> controlled(request), requestId), Map.of());
        var standing = standing();
        return new Reply(tried(() -> routed(request, standing), requestId), standing.headers());
    }

    // In constant time, as every process on this machine may ask.
    private boolean isAuthorized(SimulatorRequest request) {
        var wanted = ("Bearer " + account.token()).getBytes(UTF_8);
        return MessageDigest.isEqual(wanted, request.authorization().getBytes(UTF_8));
    }

    private Standing standing() {
        var storm = dice.storm();
        if (!storm.isZero()) return limit.look().over(storm);
        return dice.strikes(FaultKind.TOO_MANY_REQUESTS)
                ? limit.look().over(A_SECOND)
                : limit.call();
    }

    private SimulatorAnswer routed(SimulatorRequest request, Standing standing) {
        if (standing.isOver()) throw SimulatorRefusal.tooManyRequests();
        if (dice.strikes(FaultKind.SERVER_ERROR))
            throw SimulatorRefusal.serverError(dice.oneOf(FaultKind.SERVER_ERROR, 500, 502, 503));
        return droplets.answer(request)
                .or(() -> catalogue.answer(request))
                .orElseThrow(SimulatorRefusal::notFound);
    }

    private SimulatorAnswer controlled(SimulatorRequest request) {
        return control.answer(request).orElseThrow(SimulatorRefusal::notFound);
    }

    private static SimulatorAnswer tried(Supplier<SimulatorAnswer> call, String requestId) {
        try {
            return call.get();
        } catch (SimulatorRefusal refused) {
            return refusal(refused, requestId);
        }
    }

    static SimulatorAnswer refusal(SimulatorRefusal refused, String requestId) {
        var body = new LinkedHashMap<String, Object>();
        body.put("id", refused.id());
        body.put("message", refused.getMessage());
        body.put("request_id", requestId);
        return new SimulatorAnswer.Json(refused.status(), body);
    }
}
