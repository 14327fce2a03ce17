package openencoder.worker.control;

import openencoder.aws.client.SessionKeys;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How what a machine is given looks as JSON. What does not look so is an {@link
 * IllegalArgumentException} that names the field, but not what was there.
 */
final class Wire {
    private Wire() {}

    static Enrolled enrolled(JsonNode json) {
        var settings = new HashMap<String, String>();
        for (var setting : json.path("settings").properties())
            settings.put(setting.getKey(), setting.getValue().asString(""));
        return new Enrolled(
                text(json.path("machine"), "id"),
                text(json.path("machine"), "name"),
                session(json.path("session")),
                Duration.ofSeconds(Math.clamp(number(json, "beat_seconds"), 1, 300)),
                keys(json.path("credentials")),
                Map.copyOf(settings));
    }

    static Map<String, Object> json(Enrolled enrolled) {
        var keys = enrolled.queue();
        return Map.of(
                "machine", Map.of("id", enrolled.machine(), "name", enrolled.name()),
                "session",
                        Map.of(
                                "token", enrolled.session().token(),
                                "expires", enrolled.session().expires().toString()),
                "beat_seconds", enrolled.beat().toSeconds(),
                "credentials",
                        Map.of(
                                "access_key_id", keys.id(),
                                "secret_access_key", keys.secret(),
                                "session_token", keys.token(),
                                "expires", keys.expires().toString()),
                "settings", enrolled.settings());
    }

    static Session session(JsonNode json) {
        return new Session(text(json, "token"), time(json));
    }

    static SessionKeys keys(JsonNode json) {
        return new SessionKeys(
                text(json, "access_key_id"),
                text(json, "secret_access_key"),
                text(json, "session_token"),
                time(json));
    }

    static String text(JsonNode json, String field) {
        var text = json.path(field);
        if (!text.isString() || text.asString().isBlank()) throw wrong(field, "a text");
        return text.asString();
    }

    static long number(JsonNode json, String field) {
        var number = json.path(field);
        if (!number.isIntegralNumber()) throw wrong(field, "a whole number");
        return number.asLong();
    }

    /** Empty if the field is null or not there. */
    static Optional<JsonNode> given(JsonNode json, String field) {
        return Optional.of(json.path(field)).filter(JsonNode::isObject);
    }

    private static Instant time(JsonNode json) {
        try {
            return Instant.parse(text(json, "expires"));
        } catch (DateTimeParseException _) {
            throw wrong("expires", "a time");
        }
    }

    private static IllegalArgumentException wrong(String field, String right) {
        return new IllegalArgumentException("%s is not %s".formatted(field, right));
    }
}
