package openencoder.encoding.allowed;

import openencoder.encoding.grammar.Unsupported;
import openencoder.media.StreamKind;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An option that a preset names, before its value is read.
 *
 * @param rule what allows it
 * @param written as the preset writes it, without the dash, such as {@code b:v} or {@code vf}
 * @param stream the stream it is for, such as {@code v} or {@code a:1}; empty for all it can be for
 */
public record NamedOption(OptionRule rule, String written, String stream) {
    private static final Map<String, String> SHORT_FORMS =
            EncoderParameters.notations(
                    "vf=filter:v af=filter:a vcodec=c:v acodec=c:a scodec=c:s vb=b:v ab=b:a aq=q:a"
                            + " vframes=frames:v aframes=frames:a vtag=tag:v atag=tag:a");

    private static final Pattern WRITTEN =
            Pattern.compile("([A-Za-z0-9][A-Za-z0-9_-]{0,31})(?::(.{1,16}))?");
    private static final Pattern STREAM = Pattern.compile("([vVas])(:\\d{1,2})?");
    private static final Pattern METADATA_OF = Pattern.compile("g|s(:[vas])?(:\\d{1,2})?");

    /**
     * @param written without the dash
     * @throws Unsupported if there is no such option, or why it is not allowed
     */
    public static NamedOption find(String written) {
        var read = WRITTEN.matcher(SHORT_FORMS.getOrDefault(written, written));
        if (!read.matches()) throw RefusedOptions.because(written);
        var rules = Options.rulesNamed(canonical(read.group(1)));
        if (rules.isEmpty()) throw RefusedOptions.because(read.group(1));
        return new NamedOption(choose(rules, read), written, streamOf(read));
    }

    /** Whether it has a say in streams of this kind. */
    public boolean concerns(StreamKind kind) {
        return stream.isEmpty() ? rule.isFor(kind) : kind.leads(stream);
    }

    private static String canonical(String name) {
        return switch (name) {
            case "codec" -> "c";
            case "qscale" -> "q";
            default -> name;
        };
    }

    private static String streamOf(Matcher read) {
        return read.group(2) == null ? "" : read.group(2);
    }

    private static OptionRule choose(List<OptionRule> rules, Matcher read) {
        var stream = streamOf(read);
        if (stream.isEmpty()) return withoutStream(rules, read.group(1));
        var isMetadata = rules.getFirst().streams().equals("m");
        if (!(isMetadata ? METADATA_OF : STREAM).matcher(stream).matches())
            throw new Unsupported(
                    "'%s' is not a stream an option can be for", Unsupported.shown(stream));
        var kind = Character.toString(Character.toLowerCase(stream.charAt(0)));
        return rules.stream()
                .filter(rule -> isMetadata || rule.streams().contains(kind))
                .findFirst()
                .orElseThrow(() -> new Unsupported("is not an option for the stream '%s'", stream));
    }

    private static OptionRule withoutStream(List<OptionRule> rules, String name) {
        if (rules.size() == 1) return rules.getFirst();
        return rules.stream()
                .filter(rule -> rule.streams().isEmpty())
                .findFirst()
                .orElseThrow(
                        () ->
                                new Unsupported(
                                        "say which stream it is for: -%1$s:v or -%1$s:a", name));
    }
}
