package openencoder.aws.s3;

import openencoder.media.ObjectKey;
import openencoder.output.Manifest;
import openencoder.output.Manifest.Entry;
import openencoder.output.Output;
import openencoder.output.OutputKind;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A manifest as JSON. What all keys begin with is written once, so that thousands of long keys stay
 * a few megabytes.
 *
 * <pre>
 * {"version": 1, "job": "c0ffee…", "attempt": 1, "bucket": "films", "prefix": "dst/film", "outputs": [
 *   {"path": "film.m3u8", "name": ".m3u8", "kind": "main", "content_type": …, "size": …, "sha256": …,
 *    "duration": 30.041, "video": {"codec": "h264", "width": 640, "height": 360}, "audio": "aac"}]}
 * </pre>
 */
final class ManifestJson {
    private static final int VERSION = 1;
    private static final JsonFactory JSON = new JsonFactory();

    private ManifestJson() {}

    static byte[] write(Manifest manifest) {
        var bytes = new ByteArrayOutputStream();
        var keys = manifest.outputs().stream().map(output -> output.key().key()).toList();
        var prefix = commonPrefix(keys);
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeNumberProperty("version", VERSION);
            json.writeStringProperty("job", manifest.jobGuid());
            json.writeNumberProperty("attempt", manifest.attempt());
            json.writeStringProperty("bucket", manifest.outputs().getFirst().key().bucket());
            json.writeStringProperty("prefix", prefix);
            json.writeArrayPropertyStart("outputs");
            for (var entry : manifest.files()) write(json, entry, prefix.length());
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, Entry entry, int prefix) {
        var output = entry.output();
        json.writeStartObject();
        json.writeStringProperty("path", entry.path());
        json.writeStringProperty("name", output.key().key().substring(prefix));
        json.writeStringProperty("kind", output.kind().wireName());
        json.writeStringProperty("content_type", output.contentType());
        json.writeNumberProperty("size", output.size());
        json.writeStringProperty("sha256", output.sha256());
        output.duration().ifPresent(d -> json.writeNumberProperty("duration", seconds(d)));
        output.video().ifPresent(video -> write(json, video));
        output.audio().ifPresent(codec -> json.writeStringProperty("audio", codec));
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Output.Video video) {
        json.writeObjectPropertyStart("video");
        json.writeStringProperty("codec", video.codec());
        json.writeNumberProperty("width", video.width());
        json.writeNumberProperty("height", video.height());
        json.writeEndObject();
    }

    /**
     * @throws IllegalStateException if it is none that this version reads
     */
    static Manifest read(byte[] bytes) {
        try (var json = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            json.nextToken();
            var head = new HashMap<String, Object>();
            var outputs = new ArrayList<Map<String, Object>>();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = json.currentName();
                if (json.nextToken() != JsonToken.START_ARRAY) head.put(name, value(json));
                else while (json.nextToken() == JsonToken.START_OBJECT) outputs.add(object(json));
            }
            return manifest(head, outputs);
        }
    }

    private static Map<String, Object> object(JsonParser json) {
        var fields = new HashMap<String, Object>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = json.currentName();
            json.nextToken();
            fields.put(name, value(json));
        }
        return fields;
    }

    private static Object value(JsonParser json) {
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDecimalValue();
            case VALUE_STRING -> json.getString();
            default ->
                    throw new IllegalStateException("A manifest holds no " + json.currentToken());
        };
    }

    private static Manifest manifest(Map<String, Object> head, List<Map<String, Object>> outputs) {
        if (number(head, "version") != VERSION)
            throw new IllegalStateException(
                    "The manifest has version %s; this program reads version %d."
                            .formatted(head.get("version"), VERSION));
        var prefix = new ObjectKey(text(head, "bucket"), text(head, "prefix"));
        return new Manifest(
                text(head, "job"),
                (int) number(head, "attempt"),
                outputs.stream().map(output -> entry(output, prefix)).toList());
    }

    private static Entry entry(Map<String, Object> fields, ObjectKey prefix) {
        var output =
                new Output(
                        prefix.resolve(text(fields, "name")),
                        OutputKind.ofWireName(text(fields, "kind")).orElseThrow(),
                        text(fields, "content_type"),
                        number(fields, "size"),
                        text(fields, "sha256"),
                        Optional.ofNullable(fields.get("duration")).map(ManifestJson::duration),
                        Optional.ofNullable(fields.get("video")).map(ManifestJson::video),
                        Optional.ofNullable(fields.get("audio")).map(String.class::cast));
        return new Entry(text(fields, "path"), output);
    }

    private static Output.Video video(Object value) {
        @SuppressWarnings("unchecked")
        var fields = (Map<String, Object>) value;
        return new Output.Video(
                text(fields, "codec"),
                (int) number(fields, "width"),
                (int) number(fields, "height"));
    }

    private static String text(Map<String, Object> fields, String name) {
        if (fields.get(name) instanceof String text) return text;
        throw new IllegalStateException("The manifest does not say " + name);
    }

    private static long number(Map<String, Object> fields, String name) {
        if (fields.get(name) instanceof BigDecimal number) return number.longValueExact();
        throw new IllegalStateException("The manifest does not say " + name);
    }

    private static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toNanos(), 9);
    }

    private static Duration duration(Object seconds) {
        return Duration.ofNanos(((BigDecimal) seconds).movePointRight(9).longValueExact());
    }

    private static String commonPrefix(List<String> keys) {
        var prefix = keys.getFirst();
        for (var key : keys) {
            var length = 0;
            while (length < Math.min(prefix.length(), key.length())
                    && prefix.charAt(length) == key.charAt(length)) length++;
            prefix = prefix.substring(0, length);
        }
        var isCutInHalf =
                !prefix.isEmpty() && Character.isHighSurrogate(prefix.charAt(prefix.length() - 1));
        return isCutInHalf ? prefix.substring(0, prefix.length() - 1) : prefix;
    }
}
