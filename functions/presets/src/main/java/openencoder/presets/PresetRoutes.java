package openencoder.presets;

import static openencoder.web.auth.RequiredRole.GUEST;
import static openencoder.web.auth.RequiredRole.OPERATOR;
import static openencoder.web.auth.RequiredRole.ROLE;
import static openencoder.web.http.Parameters.QUERY;

import static org.springframework.web.servlet.function.RouterFunctions.route;
import static org.springframework.web.servlet.function.ServerResponse.ok;

import openencoder.page.Page;
import openencoder.page.PageRequest;
import openencoder.preset.Preset;
import openencoder.preset.PresetId;
import openencoder.preset.PresetRepository;
import openencoder.refusal.NotFound;
import openencoder.web.http.Listing;
import openencoder.web.http.Parameters;
import openencoder.web.http.StrictJson;

import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

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
    RouterFunction<ServerResponse> routes() {
        return route().POST("/api/presets", this::create)
                .withAttribute(ROLE, OPERATOR)
                .GET("/api/presets", this::list)
                .withAttribute(ROLE, GUEST)
                .withAttribute(QUERY, List.of("page", "count", "name"))
                .GET("/api/presets/{id}", this::show)
                .withAttribute(ROLE, GUEST)
                .PUT("/api/presets/{id}", this::update)
                .withAttribute(ROLE, OPERATOR)
                .POST("/api/presets/{id}", this::update)
                .withAttribute(ROLE, OPERATOR)
                .GET("/api/preset/{id}", this::show)
                .withAttribute(ROLE, GUEST)
                .PUT("/api/preset/{id}", this::update)
                .withAttribute(ROLE, OPERATOR)
                .POST("/api/preset/{id}", this::update)
                .withAttribute(ROLE, OPERATOR)
                .build();
    }

    private ServerResponse create(ServerRequest request) {
        return ok().body(
                        PresetView.of(
                                savePreset.create(StrictJson.read(request, PresetChange::of))));
    }

    private ServerResponse list(ServerRequest request) {
        var page = Parameters.page(request);
        var found =
                Parameters.given(request, "name")
                        .map(name -> named(name, page))
                        .orElseGet(() -> presets.page(page));
        return ok().body(Listing.of(found.map(PresetView::of)));
    }

    private Page<Preset> named(String name, PageRequest page) {
        var named = presets.findByName(name).stream().toList();
        return new Page<>(named.stream().skip(page.skipped()).toList(), named.size());
    }

    private ServerResponse show(ServerRequest request) {
        var id = id(request);
        var preset = presets.find(id).orElseThrow(() -> new NotFound("preset", id));
        return ok().body(new Shown(PresetView.of(preset), 200));
    }

    private ServerResponse update(ServerRequest request) {
        return ok().body(
                        PresetView.of(
                                savePreset.update(
                                        id(request), StrictJson.read(request, PresetChange::of))));
    }

    private static PresetId id(ServerRequest request) {
        return new PresetId(Parameters.id(request, "preset"));
    }
}
