package openencoder.encoding;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What values an option or an argument takes. Written down as:
 *
 * <ul>
 *   <li>{@code 0..51} a whole number, {@code 0.5..2.0} any number, in that range
 *   <li>{@code slow} this word
 *   <li>{@code <bitrate>} one of the named {@link Values}
 *   <li>{@code +faststart+frag_keyframe} any of these, each after a plus or minus
 *   <li>{@code auto|0..51} either
 * </ul>
 */
interface Grammar {
    /**
     * @return the value as FFmpeg gets it
     * @throws Unfit saying what would be right
     */
    String read(String value);

    /** What would be right, to follow "must be". */
    String describe();

    /** Takes no value at all. */
    Grammar FLAG =
            new Grammar() {
                @Override
                public String read(String value) {
                    throw new Unfit("takes no value");
                }

                @Override
                public String describe() {
                    return "given without a value";
                }
            };

    static Grammar of(String notation) {
        if (notation.equals("flag")) return FLAG;
        var parts = Arrays.stream(notation.split("\\|")).map(Grammar::part).toList();
        if (parts.size() == 1) return parts.getFirst();
        return new Either(parts);
    }

    private static Grammar part(String notation) {
        if (notation.startsWith("<"))
            return Values.named(notation.substring(1, notation.length() - 1));
        if (notation.startsWith("+")) return new Flags(List.of(notation.substring(1).split("\\+")));
        var range = Range.NOTATION.matcher(notation);
        if (range.matches()) return Range.of(range.group(1), range.group(2));
        return new Word(notation);
    }

    /** This word. */
    record Word(String word) implements Grammar {
        @Override
        public String read(String value) {
            if (value.equals(word)) return value;
            throw new Unfit("'%s' must be %s", Values.shown(value), word);
        }

        @Override
        public String describe() {
            return word;
        }
    }

    /** A number, whole unless a bound is written with a point. */
    record Range(double least, double most, boolean whole, String from, String to)
            implements Grammar {
        static final Pattern NOTATION = Pattern.compile("(-?[0-9.]+?)\\.\\.(-?[0-9.]+)");
        private static final Pattern WHOLE = Pattern.compile("-?\\d{1,12}");
        private static final Pattern ANY =
                Pattern.compile("-?(\\d{1,12}(\\.\\d{1,9})?|\\.\\d{1,9})");

        static Range of(String from, String to) {
            var whole = !from.contains(".") && !to.contains(".");
            return new Range(Double.parseDouble(from), Double.parseDouble(to), whole, from, to);
        }

        @Override
        public String read(String value) {
            if ((whole ? WHOLE : ANY).matcher(value).matches()) {
                var number = Double.parseDouble(value);
                if (number >= least && number <= most) return value;
            }
            throw new Unfit("'%s' must be %s", Values.shown(value), describe());
        }

        @Override
        public String describe() {
            return "a %s from %s to %s".formatted(whole ? "whole number" : "number", from, to);
        }
    }

    /** Any of these flags, each after a plus or a minus; the first may go without. */
    record Flags(List<String> flags) implements Grammar {
        @Override
        public String read(String value) {
            var given = value.startsWith("+") || value.startsWith("-") ? value : "+" + value;
            for (var flag : given.substring(1).split("[+-]", -1))
                if (!flags.contains(flag))
                    throw new Unfit("'%s' must be %s", Values.shown(value), describe());
            return value;
        }

        @Override
        public String describe() {
            return "of the flags "
                    + flags.stream().map(f -> "+" + f).collect(Collectors.joining(" "));
        }
    }

    /** What any of several takes. */
    record Either(List<Grammar> choices) implements Grammar {
        @Override
        public String read(String value) {
            for (var choice : choices)
                try {
                    return choice.read(value);
                } catch (Unfit _) {
                    continue;
                }
            throw new Unfit("'%s' must be %s", Values.shown(value), describe());
        }

        @Override
        public String describe() {
            var words =
                    choices.stream().filter(Word.class::isInstance).map(Grammar::describe).toList();
            var others = choices.stream().filter(c -> !(c instanceof Word)).map(Grammar::describe);
            var oneOf = words.size() < 2 ? words : List.of("one of " + String.join(", ", words));
            return Stream.concat(oneOf.stream(), others).collect(Collectors.joining(" or "));
        }
    }

    /** The notations of {@code name=notation} pairs with blanks between, by name. */
    static Map<String, String> notations(String pairs) {
        return Arrays.stream(pairs.strip().split("\\s+"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toUnmodifiableMap(pair -> pair[0], pair -> pair[1]));
    }
}
