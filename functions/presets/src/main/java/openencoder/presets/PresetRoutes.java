package openencoder.presets;

import static openencoder.web.auth.Access.GUEST;
import static openencoder.web.auth.Access.OPERATOR;

import openencoder.preset.PresetId;
import openencoder.preset.PresetRepository;
import openencoder.refusal.NotFound;
import openencoder.web.http.Call;
import openencoder.web.http.Listing;
import openencoder.web.http.Route;

import java.util.List;

/** Presets over HTTP. */
final class PresetRoutes {
    private record Shown(PresetView preset, int status) {}

    private final PresetRepository presets;
    private final SavePreset savePreset;

    PresetRoutes(PresetRepository presets, SavePreset savePreset) {
        this.presets = presets;
        this.savePreset = savePreset;
    }

    /** Both spellings, as the document's table and its sections disagree. */
    List<Route> routes() {
        return List.of(
                Route.post("/api/presets", OPERATOR, this::create),
                Route.get("/api/presets", GUEST, this::list),
                Route.get("/api/presets/{id}", GUEST, this::show),
                Route.put("/api/presets/{id}", OPERATOR, this::update),
                Route.post("/api/presets/{id}", OPERATOR, this::update),
                Route.get("/api/preset/{id}", GUEST, this::show),
                Route.put("/api/preset/{id}", OPERATOR, this::update),
                Route.post("/api/preset/{id}", OPERATOR, this::update));
    }

    private Object create(Call call) {
        return PresetView.of(savePreset.create(call.body(PresetChange::of)));
    }

    private Object list(Call call) {
        return Listing.of(presets.page(call.page()).map(PresetView::of));
    }

    private Object show(Call call) {
        var id = id(call);
        var preset = presets.find(id).orElseThrow(() -> new NotFound("preset", id));
        return new Shown(PresetView.of(preset), 200);
    }

    private Object update(Call call) {
        return PresetView.of(savePreset.update(id(call), call.body(PresetChange::of)));
    }

    private static PresetId id(Call call) {
        return new PresetId(call.id("preset"));
    }
}
