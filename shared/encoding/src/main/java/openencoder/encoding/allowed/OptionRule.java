package openencoder.encoding.allowed;

import openencoder.encoding.grammar.Grammar;
import openencoder.encoding.grammar.Vocabulary;
import openencoder.media.StreamKind;

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
public record OptionRule(String name, String streams, Grammar value, Set<String> muxers) {
    public boolean isFlag() {
        return value instanceof Grammar.Flag;
    }

    public boolean suits(Container container) {
        return muxers.isEmpty() || muxers.contains(container.muxer());
    }

    public boolean isFor(StreamKind kind) {
        return streams.indexOf(kind.letter()) >= 0;
    }

    static OptionRule of(String row, Vocabulary vocabulary) {
        var cells = List.of(row.strip().split("\\s+"));
        var streams = cells.get(1).equals("-") ? "" : cells.get(1);
        var muxers = cells.size() > 3 ? Set.of(cells.get(3).split(",")) : Set.<String>of();
        return new OptionRule(cells.get(0), streams, vocabulary.grammar(cells.get(2)), muxers);
    }
}
