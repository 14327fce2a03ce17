package openencoder.encoding.allowed;

import openencoder.encoding.grammar.Grammar;
import openencoder.encoding.grammar.Vocabulary;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A filter that presets may use.
 *
 * @param name FFmpeg's
 * @param places the arguments that may be given without a name, in FFmpeg's order
 * @param arguments what each argument takes, by every name it has
 * @param fullNames the first name of each argument, by every name it has
 */
public record FilterRule(
        String name,
        List<String> places,
        Map<String, Grammar> arguments,
        Map<String, String> fullNames) {
    private static final Grammar ENABLE = Vocabulary.BASIC.grammar("<expr>");

    /**
     * Reads {@code name argument,alias=notation … / argument=notation …}; the arguments before the
     * slash may be given by place.
     */
    static FilterRule of(String row) {
        var cells = List.of(row.strip().split("\\s+"));
        var slash = cells.indexOf("/");
        var placed = cells.subList(1, slash < 0 ? cells.size() : slash);
        var arguments = new HashMap<String, Grammar>(Map.of("enable", ENABLE));
        var fullNames = new HashMap<String, String>(Map.of("enable", "enable"));
        for (var cell : cells.subList(1, cells.size())) {
            if (cell.equals("/")) continue;
            var grammar = Vocabulary.BASIC.grammar(cell.substring(cell.indexOf('=') + 1));
            for (var alias : namesIn(cell)) {
                arguments.put(alias, grammar);
                fullNames.put(alias, namesIn(cell).getFirst());
            }
        }
        return new FilterRule(
                cells.getFirst(),
                placed.stream().map(cell -> namesIn(cell).getFirst()).toList(),
                Map.copyOf(arguments),
                Map.copyOf(fullNames));
    }

    private static List<String> namesIn(String cell) {
        return Arrays.asList(cell.substring(0, cell.indexOf('=')).split(","));
    }
}
