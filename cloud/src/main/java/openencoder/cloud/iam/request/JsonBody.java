package openencoder.cloud.iam.request;

import openencoder.cloud.iam.signature.Refused;
import openencoder.cloud.iam.signature.Refused.Reason;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON that every reader reads alike: an object, no name twice, nothing after it. */
final class JsonBody {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private JsonBody() {}

    static JsonNode parse(byte[] body) throws Refused {
        try {
            var node = JSON.readTree(body);
            if (node.isObject()) return node;
        } catch (JacksonException _) {
            // said below
        }
        throw new Refused(Reason.MALFORMED, "the body is no JSON object, or says something twice");
    }

    static String text(JsonNode node, String name) throws Refused {
        var text = node.path(name);
        if (text.isString()) return text.asString();
        throw new Refused(Reason.MALFORMED, name + " is missing or no text");
    }
}
