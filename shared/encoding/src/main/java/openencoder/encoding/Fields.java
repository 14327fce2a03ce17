package openencoder.encoding;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One object of a structured preset, read field by field. What a form sends for "nothing chosen"
 * (empty, null, none, auto, source) reads as absent.
 */
final class Fields {
    private static final Set<String> NOTHING = Set.of("", "none", "auto", "source");
    private static final int LONGEST = 400;

    private final String path;
    private final Map<?, ?> tree;
    private final Complaints complaints;
    private final Set<String> known = new HashSet<>();

    Fields(String path, Map<?, ?> tree, Complaints complaints) {
        this.path = path;
        this.tree = tree;
        this.complaints = complaints;
    }

    String where(String name) {
        return path + "." + name;
    }

    /** The object under this name; an empty one if there is none. */
    Fields group(String name) {
        known.add(name);
        var value = tree.get(name);
        if (value instanceof Map<?, ?> group) return new Fields(where(name), group, complaints);
        if (value != null) complaints.add(where(name), "must be an object");
        return new Fields(where(name), Map.of(), complaints);
    }

    /** A text or a number, as text; empty if nothing is chosen. */
    Optional<String> text(String name) {
        return word(name).filter(text -> !NOTHING.contains(text.toLowerCase(Locale.ROOT)));
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
                complaints.add(where(Values.shown(String.valueOf(key))), why);
    }

    boolean isEmpty() {
        return tree.isEmpty();
    }

    Optional<String> wrong(String name, String message) {
        complaints.add(where(name), message);
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
