package openencoder.cloud.iam.request;

import openencoder.cloud.iam.signature.Refused;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The values of the partition key that a request to DynamoDB touches. */
final class LeadingKeys {
    private static final Pattern AND = Pattern.compile("(?i)\\s+and\\s+");
    private static final Pattern EQUAL =
            Pattern.compile("\\s*\\(?\\s*(#?\\w+)\\s*=\\s*(:\\w+)\\s*\\)?\\s*");

    private LeadingKeys() {}

    /**
     * @param attributes a key or a whole item
     */
    static String of(JsonNode attributes, String hash) throws Refused {
        return text(attributes.path(hash));
    }

    /** Of a {@code Query}, which must say "attribute = :value" of the partition key. */
    static String ofQuery(JsonNode query, String hash) throws Refused {
        if (query.has("KeyConditions")) throw Unknown.request("a Query with KeyConditions");
        var values = new ArrayList<String>();
        for (var term : AND.split(query.path("KeyConditionExpression").asString(""))) {
            var sides = EQUAL.matcher(term);
            if (sides.matches() && name(query, sides.group(1)).equals(hash))
                values.add(sides.group(2));
        }
        if (values.size() != 1) throw Unknown.request("a Query without its partition key");
        return text(query.path("ExpressionAttributeValues").path(values.getFirst()));
    }

    private static String text(JsonNode value) throws Refused {
        for (var type : List.of("S", "N", "B"))
            if (value.path(type).isString()) return value.path(type).asString();
        throw Unknown.request("a row without its partition key");
    }

    private static String name(JsonNode query, String name) {
        return name.startsWith("#")
                ? query.path("ExpressionAttributeNames").path(name).asString("")
                : name;
    }
}
