package openencoder.cli.connect;

import openencoder.cli.api.ApiClient;
import openencoder.preset.SeedPresets;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/**
 * A preset that there is.
 *
 * @param output the name that it gives its output
 * @param active whether it takes new jobs
 */
public record KnownPreset(String name, String description, String output, boolean active) {

    private static final int PAGE = 100;

    /** Those of a stack that has just been made. */
    public static List<KnownPreset> builtIn() {
        return SeedPresets.ALL.stream()
                .map(
                        preset ->
                                new KnownPreset(
                                        preset.name(),
                                        preset.description(),
                                        preset.output(),
                                        preset.active()))
                .toList();
    }

    /** Those of an API, oldest first. */
    public static List<KnownPreset> of(ApiClient api) {
        var found = new ArrayList<KnownPreset>();
        for (int page = 1; ; page++) {
            var items =
                    api.get("/api/presets?count=%d&page=%d".formatted(PAGE, page)).path("items");
            items.forEach(item -> found.add(of(item)));
            if (items.size() < PAGE) return found.reversed();
        }
    }

    private static KnownPreset of(JsonNode preset) {
        return new KnownPreset(
                preset.path("name").asString(""),
                preset.path("description").asString(""),
                preset.path("output").asString(""),
                preset.path("active").asBoolean(true));
    }

    /** What its output's name ends in, without the dot. */
    public String extension() {
        return output.substring(output.lastIndexOf('.') + 1);
    }

    /** Whether it makes a playlist with many files. */
    public boolean makesFolder() {
        return extension().equals("m3u8") || extension().equals("mpd");
    }
}
