package openencoder.encoding.recipe;

import openencoder.encoding.allowed.NamedOption;
import openencoder.encoding.grammar.Unsupported;
import openencoder.encoding.grammar.Value;
import openencoder.encoding.grammar.Value.Text;
import openencoder.media.StreamKind;

import java.util.List;

/**
 * One option of an output, with its value.
 *
 * @param where the field of the preset it comes from, such as {@code data.raw[2]}
 * @param value with an empty text if the option is a flag
 */
public record Setting(String where, NamedOption option, Value value) {
    /**
     * @throws Unsupported if the option does not take the value
     */
    public static Setting read(String where, NamedOption option, String value) {
        return new Setting(where, option, option.rule().value().read(value));
    }

    public static Setting flag(String where, NamedOption option) {
        return new Setting(where, option, new Text(""));
    }

    /** Without the dash and the stream, such as {@code b}. */
    public String name() {
        return option.rule().name();
    }

    public boolean is(String name) {
        return name().equals(name);
    }

    /** Whether it has a say in streams of this kind. */
    public boolean concerns(StreamKind kind) {
        return option.concerns(kind);
    }

    public Setting with(Value newValue) {
        return new Setting(where, option, newValue);
    }

    public List<String> arguments() {
        var name = "-" + option.written();
        return option.rule().isFlag() ? List.of(name) : List.of(name, value.text());
    }
}
