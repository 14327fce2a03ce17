package openencoder.web.http;

import openencoder.refusal.FieldErrors;
import openencoder.refusal.Invalid;
import openencoder.refusal.Malformed;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The fields of a request's JSON object. What is wrong with them is collected while they are asked
 * for, and told all at once: a wrong type as {@link Malformed}, a missing or unknown field as
 * {@link Invalid}.
 */
public final class BodyFields {
    /** RFC 3339 has four digits for the year. */
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

    private final JsonNode object;
    private final Set<String> known = new HashSet<>();
    private final List<String> wrongTypes = new ArrayList<>();
    private final FieldErrors errors = new FieldErrors("request.invalid");

    private BodyFields(JsonNode object) {
        this.object = object;
    }

    public static <T> T read(JsonNode body, Function<BodyFields, T> shape) {
        if (!body.isObject())
            throw new Malformed(
                    "request.wrong_type",
                    "The body must be a JSON object, not " + kind(body) + ".");
        var fields = new BodyFields(body);
        var read = shape.apply(fields);
        fields.end();
        return read;
    }

    /** A string that must be there; an empty one if it is not, which is told at the end. */
    public String text(String name) {
        var given = given(name);
        if (given.isEmpty()) errors.add(name, "is required");
        return textOf(name, given).orElse("");
    }

    public Optional<String> optionalText(String name) {
        return textOf(name, given(name));
    }

    /** A moment as RFC 3339 that must be there; 1970 if it is not, which is told at the end. */
    public Instant time(String name) {
        var text = text(name);
        try {
            var time = Instant.parse(text);
            if (!time.isBefore(Instant.EPOCH) && time.isBefore(END_OF_TIME)) return time;
        } catch (DateTimeParseException _) {
            // told below
        }
        if (given(name).isPresent())
            errors.add(name, "must be a moment such as 2026-01-02T12:00:00Z");
        return Instant.EPOCH;
    }

    public Optional<Boolean> optionalFlag(String name) {
        return given(name)
                .filter(node -> isOfType(name, node, JsonNode::isBoolean, "true or false"))
                .map(JsonNode::asBoolean);
    }

    /** A whole number that must be there; 0 if it is not, which is told at the end. */
    public long whole(String name) {
        if (given(name).isEmpty()) errors.add(name, "is required");
        return optionalWhole(name).orElse(0L);
    }

    public Optional<Long> optionalWhole(String name) {
        return given(name)
                .filter(node -> isOfType(name, node, BodyFields::isWhole, "a whole number"))
                .map(JsonNode::longValue);
    }

    /** As JSON Schema has it, 3.0 is a whole number. */
    private static boolean isWhole(JsonNode node) {
        if (node.isIntegralNumber()) return node.canConvertToLong();
        if (!node.isNumber()) return false;
        try {
            node.decimalValue().longValueExact();
            return true;
        } catch (ArithmeticException _) {
            return false;
        }
    }

    /** A number with all its digits. */
    public Optional<BigDecimal> optionalNumber(String name) {
        return given(name)
                .filter(node -> isOfType(name, node, JsonNode::isNumber, "a number"))
                .map(JsonNode::decimalValue);
    }

    /** A JSON text, given as a string that holds it or as the object itself. */
    public Optional<String> optionalJson(String name) {
        return given(name)
                .filter(
                        node ->
                                isOfType(
                                        name,
                                        node,
                                        n -> n.isString() || n.isObject(),
                                        "a JSON string or an object"))
                .map(node -> node.isString() ? node.stringValue() : node.toString());
    }

    /** A field that callers may send back from an answer, and that changes nothing. */
    public void readOnly(String... names) {
        known.addAll(List.of(names));
    }

    private Optional<String> textOf(String name, Optional<JsonNode> given) {
        return given.filter(node -> isOfType(name, node, JsonNode::isString, "a string"))
                .map(JsonNode::stringValue);
    }

    private Optional<JsonNode> given(String name) {
        known.add(name);
        return object.optional(name).filter(node -> !node.isNull());
    }

    private boolean isOfType(
            String name, JsonNode node, Predicate<JsonNode> type, String expected) {
        if (type.test(node)) return true;
        wrongTypes.add("%s must be %s, not %s".formatted(name, expected, kind(node)));
        return false;
    }

    private void end() {
        if (!wrongTypes.isEmpty())
            throw new Malformed("request.wrong_type", String.join("; ", wrongTypes) + ".");
        for (var name : object.propertyNames())
            errors.require(known.contains(name), name, "is not a field of this request");
        errors.refuseIfAny();
    }

    private static String kind(JsonNode node) {
        var name = node.getNodeType().name().toLowerCase(Locale.ROOT);
        return switch (node.getNodeType()) {
            case ARRAY, OBJECT -> "an " + name;
            case NULL -> name;
            default -> "a " + name;
        };
    }
}
