package openencoder.encoding;

import java.util.List;
import java.util.Set;

/**
 * An option that presets may use.
 *
 * @param name without the dash and the stream, such as {@code b}
 * @param streams which streams it may be given for: letters of {@code vas}; empty for the output
 * @param value what it takes
 * @param muxers the containers it is for, by muxer; empty for all
 */
record OptionRule(String name, String streams, Grammar value, Set<String> muxers) {
    boolean isFlag() {
        return value == Grammar.FLAG;
    }

    boolean suits(Container container) {
        return muxers.isEmpty() || muxers.contains(container.muxer());
    }

    /** {@code -b:v}, or {@code -b} when it is for everything. */
    String shown() {
        if (streams.isEmpty() || streams.length() > 1 || Options.rulesNamed(name).size() == 1)
            return "-" + name;
        return "-" + name + ":" + streams;
    }

    static OptionRule of(String row) {
        var cells = List.of(row.strip().split("\\s+"));
        var streams = cells.get(1).equals("-") ? "" : cells.get(1);
        var muxers = cells.size() > 3 ? Set.of(cells.get(3).split(",")) : Set.<String>of();
        return new OptionRule(cells.get(0), streams, Grammar.of(cells.get(2)), muxers);
    }
}
