package openencoder.encoding.grammar;

import openencoder.encoding.grammar.Value.Decimal;
import openencoder.encoding.grammar.Value.Text;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What values an option or an argument takes; {@link Vocabulary} says how a table writes it. */
public sealed interface Grammar {
    /**
     * @throws Unsupported saying what would be right
     */
    Value read(String text);

    /** What would be right, to follow "must be". */
    String describe();

    /** Takes no value at all. */
    record Flag() implements Grammar {
        @Override
        public Value read(String text) {
            throw new Unsupported("takes no value");
        }

        @Override
        public String describe() {
            return "given without a value";
        }
    }

    /** This word. */
    record Word(String word) implements Grammar {
        @Override
        public Value read(String text) {
            if (text.equals(word)) return new Text(text);
            throw Values.unfitting(text, describe());
        }

        @Override
        public String describe() {
            return word;
        }
    }

    /** A number, whole unless a bound is written with a point. */
    record Range(double least, double most, boolean whole, String from, String to)
            implements Grammar {
        private static final Pattern WHOLE = Pattern.compile("-?\\d{1,12}");
        private static final Pattern ANY =
                Pattern.compile("-?(\\d{1,12}(\\.\\d{1,20})?|\\.\\d{1,20})");

        static Range of(String from, String to) {
            var whole = !from.contains(".") && !to.contains(".");
            return new Range(Double.parseDouble(from), Double.parseDouble(to), whole, from, to);
        }

        @Override
        public Value read(String text) {
            if ((whole ? WHOLE : ANY).matcher(text).matches()) {
                var number = Double.parseDouble(text);
                if (number >= least && number <= most) return new Decimal(text, number);
            }
            throw Values.unfitting(text, describe());
        }

        @Override
        public String describe() {
            return "a %s from %s to %s".formatted(whole ? "whole number" : "number", from, to);
        }
    }

    /** Any of these flags, each after a plus or a minus; the first may go without. */
    record Flags(List<String> flags) implements Grammar {
        @Override
        public Value read(String text) {
            var given = text.startsWith("+") || text.startsWith("-") ? text : "+" + text;
            for (var flag : given.substring(1).split("[+-]", -1))
                if (!flags.contains(flag)) throw Values.unfitting(text, describe());
            return new Text(text);
        }

        @Override
        public String describe() {
            return "of the flags "
                    + flags.stream().map(flag -> "+" + flag).collect(Collectors.joining(" "));
        }
    }

    /** What any of several takes. */
    record Either(List<Grammar> choices) implements Grammar {
        @Override
        public Value read(String text) {
            for (var choice : choices)
                try {
                    return choice.read(text);
                } catch (Unsupported _) {
                    continue;
                }
            throw Values.unfitting(text, describe());
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

    /** A kind of value that has a name in the tables. */
    record Named(String describe, Function<String, Value> reading) implements Grammar {
        @Override
        public Value read(String text) {
            return reading.apply(text);
        }
    }
}
