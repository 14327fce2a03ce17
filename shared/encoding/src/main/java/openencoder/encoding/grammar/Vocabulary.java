package openencoder.encoding.grammar;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * How a table writes down what an option or an argument takes:
 *
 * <ul>
 *   <li>{@code flag} no value
 *   <li>{@code 0..51} a whole number, {@code 0.5..2.0} any number, in that range
 *   <li>{@code slow} this word
 *   <li>{@code <bitrate>} a kind of value that has a name
 *   <li>{@code +faststart+frag_keyframe} any of these, each after a plus or minus
 *   <li>{@code auto|0..51} either; the first that fits gives the value
 * </ul>
 *
 * @param named the grammar of a name in angle brackets
 */
public record Vocabulary(Function<String, Optional<Grammar>> named) {
    /** The names that every table may use. */
    public static final Vocabulary BASIC = new Vocabulary(Values::named);

    private static final Pattern RANGE = Pattern.compile("(-?[0-9.]+?)\\.\\.(-?[0-9.]+)");

    /** The same with more names. */
    public Vocabulary with(Function<String, Optional<Grammar>> more) {
        return new Vocabulary(name -> named.apply(name).or(() -> more.apply(name)));
    }

    public Grammar grammar(String notation) {
        if (notation.equals("flag")) return new Grammar.Flag();
        var parts = Arrays.stream(notation.split("\\|")).map(this::part).toList();
        return parts.size() == 1 ? parts.getFirst() : new Grammar.Either(parts);
    }

    private Grammar part(String notation) {
        if (notation.startsWith("<")) return byName(notation.substring(1, notation.length() - 1));
        if (notation.startsWith("+"))
            return new Grammar.Flags(List.of(notation.substring(1).split("\\+")));
        var range = RANGE.matcher(notation);
        if (range.matches()) return Grammar.Range.of(range.group(1), range.group(2));
        return new Grammar.Word(notation);
    }

    private Grammar byName(String name) {
        return named.apply(name)
                .orElseThrow(() -> new IllegalArgumentException("no values are named " + name));
    }
}
