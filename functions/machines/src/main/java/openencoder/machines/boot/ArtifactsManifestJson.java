package openencoder.machines.boot;

import openencoder.machines.boot.ArtifactsManifest.Artifact;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.regex.Pattern;

/** {@code manifest.json}, as the upload writes it. */
final class ArtifactsManifestJson {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern PLATFORM = Pattern.compile("[A-Za-z0-9]+-[A-Za-z0-9_]+");

    private ArtifactsManifestJson() {}

    /** Not what an upload writes; the message says where. */
    static final class Unreadable extends Exception {
        Unreadable(String message) {
            super(message);
        }
    }

    static ArtifactsManifest read(byte[] bytes) throws Unreadable {
        JsonNode json;
        try {
            json = JsonMapper.shared().readTree(bytes);
        } catch (JacksonException e) {
            throw new Unreadable(e.getOriginalMessage());
        }
        return new ArtifactsManifest(
                text(json, "platform", PLATFORM),
                artifact(json, "agent"),
                artifact(json, "runtime"),
                artifact(json, "ffmpeg"));
    }

    private static Artifact artifact(JsonNode json, String name) throws Unreadable {
        var artifact = json.path(name);
        var sha256 = text(artifact, "sha256", SHA256);
        // Where the upload puts it: another key would be something else.
        var key = text(artifact, "key", Pattern.compile("artifacts/" + sha256 + "/[a-z.]+"));
        var size = artifact.path("size").asLong(0);
        if (size <= 0) throw new Unreadable(name + " has no size");
        return new Artifact(key, sha256, size);
    }

    private static String text(JsonNode json, String name, Pattern right) throws Unreadable {
        var text = json.path(name).asString("");
        if (right.matcher(text).matches()) return text;
        throw new Unreadable("%s is '%s' but should match %s".formatted(name, text, right));
    }
}
