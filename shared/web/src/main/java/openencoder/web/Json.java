package openencoder.web;

import openencoder.refusal.Invalid;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import java.util.Map;

/** How we read and write JSON: strictly in, snake case and RFC 3339 out. */
public final class Json {
    private static final int DEEPEST = 20;
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    /** Refuses a field that is given twice, anything after the end, and deep nesting. */
    static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .maxNumberLength(50)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private Json() {}

    /**
     * The object that a JSON text holds, as maps, lists, strings, numbers, booleans and nulls.
     *
     * @param field the name of the field that holds the text, for the refusal
     * @throws Invalid {@code json.invalid} if it is anything else
     */
    public static Map<String, Object> object(String field, String text) {
        try {
            var object = MAPPER.readValue(text, OBJECT);
            if (object != null) return object;
        } catch (JacksonException _) {
            // told below, like a text that says null
        }
        throw new Invalid("json.invalid", field, "must be the JSON text of an object");
    }

    static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }
}
