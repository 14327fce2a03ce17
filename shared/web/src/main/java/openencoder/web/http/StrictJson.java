package openencoder.web.http;

import jakarta.servlet.http.HttpServletRequest;

import openencoder.refusal.Malformed;
import openencoder.refusal.TooLarge;
import openencoder.refusal.UnsupportedType;

import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * Reads a request's body strictly: one JSON object of known fields, with all faults told at once.
 */
public final class StrictJson {
    /** The largest body that is read, in bytes. */
    public static final int MAX_BYTES = 256 * 1024;

    private StrictJson() {}

    /**
     * @param shape takes the fields it knows; any other is refused
     * @throws openencoder.refusal.Refusal if the body is another type, too large, no JSON object,
     *     or has a bad field
     */
    public static <T> T read(ServerRequest request, Function<BodyFields, T> shape) {
        var servlet = request.servletRequest();
        refuseOtherTypes(servlet.getHeader("Content-Type"));
        return BodyFields.read(parse(bytes(servlet)), shape);
    }

    private static void refuseOtherTypes(String type) {
        if (type == null || type.isBlank()) return;
        try {
            var media = MediaType.parseMediaType(type);
            var isJson =
                    media.getType().equals("application")
                            && !media.isWildcardSubtype()
                            && (media.getSubtype().equals("json")
                                    || media.getSubtype().endsWith("+json"));
            var charset = media.getCharset();
            if (isJson && (charset == null || charset.equals(StandardCharsets.UTF_8))) return;
        } catch (IllegalArgumentException _) {
            // refused below, like any other type that is not JSON
        }
        throw new UnsupportedType(
                "request.unsupported_type", "Send the body as application/json in UTF-8.");
    }

    private static byte[] bytes(HttpServletRequest request) {
        try (var body = request.getInputStream()) {
            var bytes = body.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES)
                throw new TooLarge(
                        "request.too_large", "The body is larger than 256 KiB; send less.");
            return bytes;
        } catch (IllegalArgumentException _) {
            throw new Malformed("request.malformed", "The body cannot be read.");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static JsonNode parse(byte[] bytes) {
        if (bytes.length == 0)
            throw new Malformed("request.malformed", "The body is empty; send a JSON object.");
        try {
            return Json.MAPPER.readTree(bytes);
        } catch (JacksonException broken) {
            throw new Malformed(
                    "request.malformed",
                    "The body is not valid JSON (truncated, nested too deeply, or with a duplicate"
                            + " field)%s.".formatted(at(broken.getLocation())));
        }
    }

    private static String at(TokenStreamLocation location) {
        return location == null
                ? ""
                : " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    }
}
