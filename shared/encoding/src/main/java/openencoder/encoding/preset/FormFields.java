package openencoder.encoding.preset;

import openencoder.encoding.grammar.Unsupported;
import openencoder.refusal.FieldErrors;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One object of a structured preset, read field by field. What a form sends for "nothing chosen"
 * (empty, null, none, auto, source) reads as absent.
 */
final class FormFields {
    private static final Set<String> NOTHING = Set.of("", "none", "auto", "source");
    private static final int LONGEST = 400;

    private final String path;
    private final Map<?, ?> tree;
    private final FieldErrors errors;
    private final Set<String> known = new HashSet<>();

    FormFields(String path, Map<?, ?> tree, FieldErrors errors) {
        this.path = path;
        this.tree = tree;
        this.errors = errors;
    }

    String where(String name) {
        return path + "." + name;
    }

    /** The object under this name; an empty one if there is none. */
    FormFields group(String name) {
        known.add(name);
        var value = tree.get(name);
        if (value instanceof Map<?, ?> group) return new FormFields(where(name), group, errors);
        if (value != null) errors.add(where(name), "must be an object");
        return new FormFields(where(name), Map.of(), errors);
    }

    /** A text or a number, as text; empty if nothing is chosen. */
    Optional<String> text(String name) {
        return word(name).filter(text -> !NOTHING.contains(text.toLowerCase(Locale.ROOT)));
    }

    /**
     * What {@code reading} makes of a text or number; empty if nothing is chosen or it is wrong.
     */
    <T> Optional<T> read(String name, Function<String, T> reading) {
        return text(name).flatMap(text -> check(name, () -> reading.apply(text)));
    }

    /** What {@code reading} gives, or nothing and an error at this field. */
    <T> Optional<T> check(String name, Supplier<T> reading) {
        return PresetReader.attempt(reading, where(name), errors);
    }

    /** A text or a number as it stands, {@code none} included; empty if absent or blank. */
    Optional<String> word(String name) {
        known.add(name);
        return switch (tree.get(name)) {
            case null -> Optional.empty();
            case String text when text.length() <= LONGEST ->
                    Optional.of(text.strip()).filter(t -> !t.isEmpty());
            case String _ -> wrong(name, "has more than %d characters".formatted(LONGEST));
            case Number number -> plain(name, number);
            default -> wrong(name, "must be text or a number");
        };
    }

    /** A number other than zero, which forms send for "nothing chosen". */
    Optional<String> nonZero(String name) {
        return text(name).filter(text -> !text.matches("-?0+(\\.0*)?"));
    }

    boolean has(String name) {
        return tree.get(name) != null;
    }

    boolean flag(String name) {
        known.add(name);
        return switch (tree.get(name)) {
            case null -> false;
            case Boolean flag -> flag;
            case String text when text.equals("true") -> true;
            case String text when NOTHING.contains(text) || text.equals("false") -> false;
            default -> wrong(name, "must be true or false").isPresent();
        };
    }

    void known(String... names) {
        known.addAll(List.of(names));
    }

    void refuseOthers() {
        refuseOthers(
                "is unknown; known here: " + String.join(", ", known.stream().sorted().toList()));
    }

    void refuseOthers(String why) {
        for (var key : tree.keySet())
            if (!known.contains(String.valueOf(key)))
                errors.add(where(Unsupported.shown(String.valueOf(key))), why);
    }

    boolean isEmpty() {
        return tree.isEmpty();
    }

    Optional<String> wrong(String name, String message) {
        errors.add(where(name), message);
        return Optional.empty();
    }

    private Optional<String> plain(String name, Number number) {
        try {
            var exact = new BigDecimal(number.toString());
            // Beyond this a plain rendering could have millions of digits: 1E+999999.
            if (exact.precision() > 20 || Math.abs((long) exact.scale()) > 20)
                return wrong(name, "is too large or too fine a number");
            return Optional.of(
                    exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString());
        } catch (NumberFormatException _) {
            return wrong(name, "must be a finite number");
        }
    }
}
