package openencoder.cloud.digitalocean;

import openencoder.cloud.digitalocean.catalogue.Catalogue;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Everything under {@code /v2/droplets}, and {@code /v2/actions}. */
final class DropletRoutes {

    private static final String ALL = "/v2/droplets";
    private static final String ONE = "/v2/droplets/";

    private final Account account;
    private final Catalogue catalogue;
    private final FaultDice dice;
    private final URI base;

    DropletRoutes(Account account, Catalogue catalogue, FaultDice dice, URI base) {
        this.account = account;
        this.catalogue = catalogue;
        this.dice = dice;
        this.base = base;
    }

    /** Empty if it is not one of these. */
    Optional<SimulatorAnswer> answer(SimulatorRequest request) {
        if (request.is("POST", ALL)) return Optional.of(create(request));
        if (request.is("GET", ALL)) return Optional.of(list(request));
        if (request.is("DELETE", ALL)) return Optional.of(deleteTagged(request));
        return request.number("GET", ONE, "/actions")
                .map(id -> actions(request, id))
                .or(() -> request.number("GET", ONE, "").map(this::get))
                .or(() -> request.number("DELETE", ONE, "").map(this::delete))
                .or(() -> request.number("GET", "/v2/actions/", "").map(this::action));
    }

    private SimulatorAnswer create(SimulatorRequest request) {
        var wanted = CreateRequest.read(request.body(), catalogue);
        var plans = wanted.plans();
        if (dice.strikes(FaultKind.CREATE_REFUSED)) throw SimulatorRefusal.overLimit();
        var created = account.create(plans, _ -> !dice.strikes(FaultKind.NEVER_BOOTS));
        if (dice.strikes(FaultKind.CREATE_UNANSWERED)) return new SimulatorAnswer.None();
        var views = created.stream().map(this::view).toList();
        var body = new LinkedHashMap<String, Object>();
        if (wanted.isMultiple()) {
            body.put("droplets", views);
        } else {
            body.put("droplet", views.getFirst());
        }
        body.put("links", Map.of("actions", created.stream().map(this::link).toList()));
        return new SimulatorAnswer.Json(202, body);
    }

    private Map<String, Object> link(Droplet droplet) {
        var link = new LinkedHashMap<String, Object>();
        link.put("id", droplet.creation());
        link.put("rel", "create");
        link.put("href", base + "/v2/actions/" + droplet.creation());
        return link;
    }

    private SimulatorAnswer list(SimulatorRequest request) {
        if (request.query().containsKey("tag_name")
                && (request.query().containsKey("name") || request.query().containsKey("type")))
            throw SimulatorRefusal.unprocessable("tag_name can not be combined with name or type.");
        var shown = account.living().stream().filter(shownTo(request)).map(this::view).toList();
        return new ListPage(request, base).of("droplets", shown);
    }

    private Predicate<Droplet> shownTo(SimulatorRequest request) {
        var shownSince = account.now().minus(dice.faults().listLag());
        Predicate<Droplet> filter = droplet -> !droplet.createdAt().isAfter(shownSince);
        if (request.parameter("type").filter("gpus"::equals).isPresent()) return _ -> false;
        var tag = request.parameter("tag_name");
        var name = request.parameter("name");
        return filter.and(droplet -> tag.isEmpty() || droplet.hasTag(tag.get()))
                .and(
                        droplet ->
                                name.isEmpty()
                                        || droplet.plan().name().equalsIgnoreCase(name.get()));
    }

    private SimulatorAnswer get(long id) {
        return SimulatorAnswer.ok(Map.of("droplet", view(found(id))));
    }

    private SimulatorAnswer delete(long id) {
        found(id);
        return deleted(List.of(id));
    }

    private SimulatorAnswer deleteTagged(SimulatorRequest request) {
        var tag =
                request.parameter("tag_name")
                        .orElseThrow(() -> SimulatorRefusal.unprocessable("tag_name is missing."));
        var tagged =
                account.living().stream()
                        .filter(droplet -> droplet.hasTag(tag) && !droplet.isLocked())
                        .map(Droplet::id)
                        .toList();
        return deleted(tagged);
    }

    private SimulatorAnswer deleted(List<Long> ids) {
        if (dice.strikes(FaultKind.DELETE_FAILED)) throw SimulatorRefusal.serverError(500);
        if (dice.strikes(FaultKind.DELETE_LOCKED)) throw SimulatorRefusal.locked();
        var lingers =
                dice.strikes(FaultKind.SLOW_DELETE) ? dice.faults().slowDelete() : Duration.ZERO;
        ids.forEach(id -> account.delete(id, lingers));
        return dice.strikes(FaultKind.DELETE_UNANSWERED)
                ? new SimulatorAnswer.None()
                : new SimulatorAnswer.NoContent();
    }

    private SimulatorAnswer actions(SimulatorRequest request, long id) {
        var actions = List.of(ActionView.creationOf(found(id), catalogue));
        return new ListPage(request, base).of("actions", actions);
    }

    private SimulatorAnswer action(long id) {
        var droplet = account.madeBy(id).orElseThrow(SimulatorRefusal::notFound);
        return SimulatorAnswer.ok(Map.of("action", ActionView.creationOf(droplet, catalogue)));
    }

    private Droplet found(long id) {
        return account.find(id).orElseThrow(SimulatorRefusal::notFound);
    }

    private DropletView view(Droplet droplet) {
        return DropletView.of(droplet, catalogue);
    }
}
