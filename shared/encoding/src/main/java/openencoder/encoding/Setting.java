package openencoder.encoding;

import java.util.List;

/**
 * One option of the output, checked.
 *
 * @param where the field of the preset it comes from, such as {@code data.raw[2]}
 * @param rule what allows it
 * @param written as the preset writes it, without the dash, such as {@code b:v} or {@code vf}
 * @param stream the stream it is for, such as {@code v} or {@code a:1}; empty for all it can be for
 * @param value as FFmpeg gets it; empty for a flag
 */
record Setting(String where, OptionRule rule, String written, String stream, String value) {
    boolean is(String name) {
        return rule.name().equals(name);
    }

    /** Whether it has a say in streams of this kind: {@code v}, {@code a} or {@code s}. */
    boolean concerns(char kind) {
        if (!stream.isEmpty()) return Character.toLowerCase(stream.charAt(0)) == kind;
        return rule.streams().indexOf(kind) >= 0;
    }

    Setting withValue(String newValue) {
        return new Setting(where, rule, written, stream, newValue);
    }

    List<String> arguments() {
        return rule.isFlag() ? List.of("-" + written) : List.of("-" + written, value);
    }
}
