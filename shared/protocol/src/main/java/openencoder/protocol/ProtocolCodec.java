package openencoder.protocol;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The records of this package as JSON and back. A field that is not known is passed over, so that
 * either side may be newer; one that is missing or of another type is an error.
 */
public final class ProtocolCodec {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .build();

    private ProtocolCodec() {}

    public static String write(Object message) {
        return JSON.writeValueAsString(message);
    }

    /**
     * @throws Unreadable without the text, which may hold secrets
     */
    public static <T> T read(String json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JacksonException broken) {
            throw new Unreadable(type);
        }
    }

    /** A text that is no such message. */
    public static final class Unreadable extends RuntimeException {
        Unreadable(Class<?> type) {
            super("not a " + type.getSimpleName(), null, false, false);
        }
    }
}
