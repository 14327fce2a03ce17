package openencoder.cloud.template;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Works out CloudFormation's functions with local values; what it cannot, it names. */
final class Resolver {

    /** What {@code !Ref AWS::NoValue} and an absent property come to. */
    static final Object NO_VALUE = new Object();

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(!?)([^}]+)}");

    private final String file;
    private final Map<?, ?> root;
    private final LocalValues values;

    Resolver(String file, Map<?, ?> root, LocalValues values) {
        this.file = file;
        this.root = root;
        this.values = values;
    }

    Place root() {
        return new Place(this, "", root);
    }

    TemplateException problem(String path, String what) {
        var place = path.startsWith(".") ? path.substring(1) : path;
        return new TemplateException("%s: %s %s".formatted(file, place, what));
    }

    /** Resolves the function the value is, if it is one; what is inside stays as it is. */
    Object resolve(String path, Object raw) {
        if (raw == null) return NO_VALUE;
        if (!(raw instanceof Map<?, ?> map) || map.size() != 1) return raw;
        var function = map.keySet().iterator().next().toString();
        var argument = map.values().iterator().next();
        return switch (function) {
            case "Ref" -> ref(path, Objects.toString(argument));
            case "Fn::GetAtt" -> attribute(path, argument);
            case "Fn::Sub" -> sub(path, argument);
            case "Fn::Join" -> join(path, argument);
            case "Fn::Select" -> select(path, argument);
            case "Fn::Split" -> split(path, argument);
            case "Fn::If" -> when(path, argument);
            case "Fn::Base64" -> base64(path, argument);
            case "Fn::Equals", "Fn::Not", "Fn::And", "Fn::Or", "Condition" -> condition(path, map);
            default -> {
                if (function.startsWith("Fn::"))
                    throw problem(path, "uses !%s, which is not known here".formatted(function));
                yield raw;
            }
        };
    }

    private Object ref(String path, String name) {
        if (name.equals("AWS::NoValue")) return NO_VALUE;
        return values.find(name)
                .<Object>map(value -> value)
                .or(() -> Optional.ofNullable(parameterDefault(name)))
                .orElseThrow(
                        () ->
                                problem(
                                        path,
                                        "refers to %s, which has no value here".formatted(name)));
    }

    private Object parameterDefault(String name) {
        return root.get("Parameters") instanceof Map<?, ?> parameters
                        && parameters.get(name) instanceof Map<?, ?> parameter
                ? parameter.get("Default")
                : null;
    }

    private String attribute(String path, Object argument) {
        var name =
                argument instanceof List<?> parts
                        ? parts.stream().map(Objects::toString).collect(Collectors.joining("."))
                        : argument.toString();
        return values.find(name)
                .orElseThrow(
                        () ->
                                problem(
                                        path,
                                        "refers to %s, which has no value here".formatted(name)));
    }

    private String sub(String path, Object argument) {
        if (argument instanceof List<?> list) {
            var own = (Map<?, ?>) list.get(1);
            return sub(path, list.get(0).toString(), own);
        }
        return sub(path, argument.toString(), Map.of());
    }

    private String sub(String path, String text, Map<?, ?> own) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(placeholder(path, own, found)));
    }

    private String placeholder(String path, Map<?, ?> own, MatchResult found) {
        var name = found.group(2);
        if (!found.group(1).isEmpty()) return "${" + name + "}";
        if (own.containsKey(name)) return text(path, own.get(name));
        return name.contains(".") ? attribute(path, name) : text(path, ref(path, name));
    }

    private String join(String path, Object argument) {
        var list = arguments(path, argument, 2);
        return elements(path, list.get(1)).stream()
                .map(element -> text(path, element))
                .collect(Collectors.joining(list.get(0).toString()));
    }

    private Object select(String path, Object argument) {
        var list = arguments(path, argument, 2);
        var elements = elements(path, list.get(1));
        int index = Integer.parseInt(text(path, list.get(0)));
        if (index >= elements.size())
            throw problem(path, "selects element %d of %d".formatted(index, elements.size()));
        return resolve(path, elements.get(index));
    }

    private List<String> split(String path, Object argument) {
        var list = arguments(path, argument, 2);
        return List.of(text(path, list.get(1)).split(Pattern.quote(list.get(0).toString())));
    }

    private Object when(String path, Object argument) {
        var list = arguments(path, argument, 3);
        var name = list.get(0).toString();
        return resolve(path, list.get(conditionNamed(path, name) ? 1 : 2));
    }

    private String base64(String path, Object argument) {
        return Base64.getEncoder()
                .encodeToString(text(path, argument).getBytes(StandardCharsets.UTF_8));
    }

    private boolean conditionNamed(String path, String name) {
        if (!(root.get("Conditions") instanceof Map<?, ?> conditions)
                || !conditions.containsKey(name))
            throw problem(path, "asks for the condition %s, which is not defined".formatted(name));
        return condition("Conditions." + name, (Map<?, ?>) conditions.get(name));
    }

    private boolean condition(String path, Map<?, ?> map) {
        var function = map.keySet().iterator().next().toString();
        var argument = map.values().iterator().next();
        return switch (function) {
            case "Condition" -> conditionNamed(path, argument.toString());
            case "Fn::Equals" -> {
                var sides = arguments(path, argument, 2);
                yield text(path, sides.get(0)).equals(text(path, sides.get(1)));
            }
            case "Fn::Not" -> !holds(path, arguments(path, argument, 1).getFirst());
            case "Fn::And" -> elements(path, argument).stream().allMatch(one -> holds(path, one));
            case "Fn::Or" -> elements(path, argument).stream().anyMatch(one -> holds(path, one));
            default -> throw problem(path, "is not a condition");
        };
    }

    private boolean holds(String path, Object raw) {
        if (!(raw instanceof Map<?, ?> map)) throw problem(path, "is not a condition");
        return condition(path, map);
    }

    private String text(String path, Object raw) {
        var value = resolve(path, raw);
        if (value instanceof Map || value instanceof List || value == NO_VALUE)
            throw problem(path, "needs a single value where it has " + raw);
        return value.toString();
    }

    private List<?> elements(String path, Object raw) {
        if (!(resolve(path, raw) instanceof List<?> list))
            throw problem(path, "needs a list where it has " + raw);
        return list;
    }

    private List<?> arguments(String path, Object raw, int count) {
        if (!(raw instanceof List<?> list) || list.size() != count)
            throw problem(path, "has a function that needs %d arguments".formatted(count));
        return list;
    }
}
