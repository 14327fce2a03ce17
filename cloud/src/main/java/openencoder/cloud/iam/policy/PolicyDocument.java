package openencoder.cloud.iam.policy;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A policy as IAM writes it in JSON. */
final class PolicyDocument {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();
    private static final String VERSION = "2012-10-17";
    private static final Set<String> OF_DOCUMENT = Set.of("Version", "Id", "Statement");
    private static final Set<String> OF_STATEMENT =
            Set.of("Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition");

    private final JsonNode document;

    PolicyDocument(String json) throws MalformedPolicy {
        try {
            document = JSON.readTree(json);
        } catch (JacksonException unlike) {
            throw new MalformedPolicy("the policy is no JSON: " + unlike.getOriginalMessage());
        }
    }

    Policy policy() throws MalformedPolicy {
        onlyKnown(document, OF_DOCUMENT);
        if (!VERSION.equals(document.path("Version").asString("")))
            throw new MalformedPolicy("the policy's Version must be " + VERSION);
        var statements = new ArrayList<Statement>();
        for (var statement : list(document.path("Statement"))) statements.add(read(statement));
        if (statements.isEmpty()) throw new MalformedPolicy("the policy has no Statement");
        return new Policy(statements);
    }

    private static Statement read(JsonNode statement) throws MalformedPolicy {
        onlyKnown(statement, OF_STATEMENT);
        return new Statement(
                effect(statement.path("Effect")),
                names(statement, "Action", true),
                names(statement, "Resource", false),
                conditions(statement.path("Condition")));
    }

    private static PolicyDecision effect(JsonNode effect) throws MalformedPolicy {
        return switch (effect.asString("")) {
            case "Allow" -> PolicyDecision.ALLOWED;
            case "Deny" -> PolicyDecision.DENIED;
            default -> throw new MalformedPolicy("an Effect is Allow or Deny, not " + effect);
        };
    }

    private static Names names(JsonNode statement, String name, boolean ignoresCase)
            throws MalformedPolicy {
        if (statement.has(name) == statement.has("Not" + name))
            throw new MalformedPolicy("a statement has " + name + " or Not" + name);
        var areExcepted = statement.has("Not" + name);
        var patterns = new ArrayList<Wildcard>();
        for (var text : texts(statement.path(areExcepted ? "Not" + name : name)))
            patterns.add(ignoresCase ? Wildcard.ignoringCase(text) : Wildcard.of(text));
        return new Names(List.copyOf(patterns), areExcepted);
    }

    private static List<PolicyCondition> conditions(JsonNode condition) throws MalformedPolicy {
        if (condition.isMissingNode()) return List.of();
        if (!condition.isObject()) throw new MalformedPolicy("a Condition is an object");
        var conditions = new ArrayList<PolicyCondition>();
        for (var operator : condition.properties())
            for (var key : operator.getValue().properties()) {
                var test = ConditionTest.of(operator.getKey(), texts(key.getValue()));
                conditions.add(new PolicyCondition(key.getKey().toLowerCase(Locale.ROOT), test));
            }
        return List.copyOf(conditions);
    }

    private static List<String> texts(JsonNode value) throws MalformedPolicy {
        var texts = new ArrayList<String>();
        for (var each : list(value)) {
            if (!each.isString() && !each.isBoolean())
                throw new MalformedPolicy("expected a text, not " + each);
            texts.add(each.asString());
        }
        if (texts.isEmpty()) throw new MalformedPolicy("a statement names nothing: " + value);
        return texts;
    }

    private static List<JsonNode> list(JsonNode value) {
        if (value.isMissingNode()) return List.of();
        return value.isArray() ? List.copyOf(value.values()) : List.of(value);
    }

    private static void onlyKnown(JsonNode node, Set<String> names) throws MalformedPolicy {
        if (!node.isObject()) throw new MalformedPolicy("expected an object, not " + node);
        for (var name : node.propertyNames())
            if (!names.contains(name)) throw new MalformedPolicy("a policy has no " + name);
    }
}
