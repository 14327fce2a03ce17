package openencoder.cli.jobs;

import openencoder.cli.api.ApiClient.Download;
import openencoder.cli.command.CommandFailed;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;

/**
 * An output of a job, to be fetched.
 *
 * @param name its path below the job's destination
 * @param key its place in the storage
 * @param replacedBy the job that has made something else there since
 */
public record DestinationFile(
        String name,
        String key,
        Download download,
        long size,
        boolean isMain,
        Optional<Long> replacedBy,
        String description) {

    /**
     * @param output as {@code GET /api/jobs/:id/outputs} shows it
     * @param destinationKey the key of the job's destination, ending in a slash
     */
    static DestinationFile of(JsonNode output, String destinationKey) {
        var key = output.path("key").asString("");
        var name =
                key.startsWith(destinationKey)
                        ? key.substring(destinationKey.length())
                        : key.substring(key.lastIndexOf('/') + 1);
        return new DestinationFile(
                name,
                key,
                new Download(
                        URI.create(output.path("url").asString("")),
                        output.path("sha256").asString("")),
                output.path("size").asLong(0),
                output.path("kind").asString("main").equals("main"),
                Optional.of(output.path("replaced_by"))
                        .filter(JsonNode::isNumber)
                        .map(JsonNode::asLong),
                description(output));
    }

    /**
     * @throws CommandFailed if it is not what the job made any more
     */
    void requireThere() {
        replacedBy.ifPresent(
                other -> {
                    throw new CommandFailed(
                            "%s was replaced since by what job %d made.".formatted(key, other));
                });
    }

    /** Where to put it; never outside the folder, whatever its name says. */
    Path in(Path folder) {
        var file = folder.resolve(name).normalize();
        if (!file.startsWith(folder.normalize()) || file.equals(folder.normalize()))
            throw new CommandFailed("An output's name leads out of %s: %s".formatted(folder, name));
        return file;
    }

    private static String description(JsonNode output) {
        var parts = new ArrayList<String>();
        var codec = output.path("codec").asString("");
        if (output.path("width").isNumber())
            codec +=
                    " %dx%d".formatted(output.path("width").asInt(), output.path("height").asInt());
        var audio = output.path("audio_codec").asString("");
        parts.add(audio.isEmpty() || audio.equals(codec) ? codec : codec + " + " + audio);
        parts.add(size(output.path("size").asLong(0)));
        if (output.path("duration").isNumber())
            parts.add(String.format(Locale.ROOT, "%.1f s", output.path("duration").asDouble()));
        return String.join("  ", parts).strip();
    }

    public static String size(long bytes) {
        if (bytes < 1_000) return bytes + " B";
        if (bytes < 1_000_000) return String.format(Locale.ROOT, "%.0f kB", bytes / 1e3);
        return bytes < 1_000_000_000
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
    }
}
