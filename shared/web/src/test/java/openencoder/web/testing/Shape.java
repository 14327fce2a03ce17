package openencoder.web.testing;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;

import java.util.Map;
import java.util.function.Predicate;

/**
 * What a body must have at least. Values are compared, but {@code "<text>"}, {@code "<number>"},
 * {@code "<date>"}, {@code "<guid>"}, {@code "<link>"} and {@code "<any>"} stand for any such;
 * objects may have more fields than are named, arrays as many items as are given.
 */
public final class Shape {
    private static final Map<String, Predicate<JsonNode>> KINDS =
            Map.of(
                    "<any>", _ -> true,
                    "<text>", JsonNode::isString,
                    "<number>", JsonNode::isNumber,
                    "<object>", JsonNode::isObject,
                    "<date>",
                            node ->
                                    isLike(
                                            node,
                                            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z"),
                    "<guid>", node -> isLike(node, "[0-9a-v]{20}"),
                    "<link>", node -> isLike(node, "[a-z]+:.+"));

    private Shape() {}

    public static void check(JsonNode expected, JsonNode actual) {
        check("$", expected, actual);
    }

    private static void check(String at, JsonNode expected, JsonNode actual) {
        if (expected.isMissingNode()) return;
        if (expected.isObject()) {
            assertThat(actual.isObject()).as(at + " in " + actual).isTrue();
            expected.forEachEntry(
                    (name, value) -> check(at + "." + name, value, actual.path(name)));
            return;
        }
        if (expected.isArray()) {
            assertThat(actual.size()).as(at + " in " + actual).isEqualTo(expected.size());
            for (var i = 0; i < expected.size(); i++)
                check(at + "[" + i + "]", expected.get(i), actual.get(i));
            return;
        }
        assertThat(actual.isMissingNode()).as(at + " is missing").isFalse();
        if (expected.isString() && KINDS.containsKey(expected.stringValue()))
            assertThat(KINDS.get(expected.stringValue()).test(actual))
                    .as(at + ": " + actual)
                    .isTrue();
        else if (expected.isNumber())
            assertThat(actual.asDouble(Double.NaN)).as(at).isEqualTo(expected.asDouble());
        else assertThat(actual).as(at).isEqualTo(expected);
    }

    private static boolean isLike(JsonNode node, String pattern) {
        return node.isString() && node.stringValue().matches(pattern);
    }
}
