package openencoder.web.http;

import openencoder.refusal.Invalid;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** How we read and write JSON: strictly in, snake case and RFC 3339 to the millisecond out. */
public final class Json {
    private static final int DEEPEST = 20;
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    /** Refuses a field that is given twice, anything after the end, and deep nesting. */
    public static final JsonMapper MAPPER =
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
                    .addModule(new SimpleModule().addSerializer(Instant.class, new Moment()))
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

    public static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /** In whole milliseconds, which is as fine as most clients can read. */
    private static final class Moment extends ValueSerializer<Instant> {
        @Override
        public void serialize(Instant moment, JsonGenerator json, SerializationContext context) {
            json.writeString(moment.truncatedTo(ChronoUnit.MILLIS).toString());
        }
    }
}
