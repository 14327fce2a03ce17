package openencoder.encoding.allowed;

import openencoder.encoding.grammar.Grammar;
import openencoder.encoding.grammar.Unsupported;
import openencoder.encoding.grammar.Value;
import openencoder.media.StreamKind;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Which streams of the source are taken, or with a leading dash left out, as {@code 0:a?}. */
public record StreamMap(String text) implements Value {
    private static final Pattern WRITTEN =
            Pattern.compile(
                    "-?0(:([vVasd](:\\d{1,2})?|\\d{1,2})(:m:[a-z]{1,16}(:[A-Za-z0-9_-]{1,32})?)?)?\\??");
    private static final Pattern PICTURES = Pattern.compile("-?0(:[vV\\d].*)?\\??");
    private static final String EXAMPLES =
            "a stream of the source such as 0:v:0, 0:a? or 0:a:m:language:eng";

    static final Grammar GRAMMAR = new Grammar.Named(EXAMPLES, StreamMap::read);

    private static final Pattern PARTS =
            Pattern.compile("-?0(?::([vVasd]))?(?::(\\d{1,2}))?(?::m:([a-z]+)(?::([^?]+))?)?\\??");

    /**
     * Which streams it names.
     *
     * @param kind v, V, a, s or d; empty for those of any kind
     * @param place among those of the kind, or with no kind among all
     * @param key of metadata that they must have
     * @param value that it must have; empty if any will do
     */
    public record Selection(
            String kind, OptionalInt place, Optional<String> key, Optional<String> value) {}

    public Selection selection() {
        var parts = PARTS.matcher(text);
        if (!parts.matches()) throw new IllegalStateException("no stream: " + text);
        var place = parts.group(2);
        return new Selection(
                parts.group(1) == null ? "" : parts.group(1),
                place == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(place)),
                Optional.ofNullable(parts.group(3)),
                Optional.ofNullable(parts.group(4)));
    }

    /** That of a text that was not written by a preset. */
    public static StreamMap of(String text) {
        return read(text);
    }

    private static StreamMap read(String text) {
        if (WRITTEN.matcher(text).matches()) return new StreamMap(text);
        throw new Unsupported("'%s' must be %s", Unsupported.shown(text), EXAMPLES);
    }

    public boolean takesAway() {
        return text.startsWith("-");
    }

    /** Whether streams of this kind may be among those it takes. */
    public boolean takes(StreamKind kind) {
        if (takesAway()) return false;
        if (!text.startsWith("0:")) return true;
        var stream = text.substring(2);
        return kind.leads(stream) || Character.isDigit(stream.charAt(0));
    }

    /** Whether a source without such a stream is fine. */
    public boolean isOptional() {
        return text.endsWith("?") || text.equals("0");
    }

    /** Whether it has a say in which pictures are taken or left out. */
    public boolean concernsPictures() {
        return PICTURES.matcher(text).matches();
    }
}
