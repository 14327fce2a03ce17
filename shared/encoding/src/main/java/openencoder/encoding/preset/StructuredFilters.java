package openencoder.encoding.preset;

import openencoder.encoding.grammar.Unsupported;
import openencoder.encoding.grammar.Vocabulary;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The filter object of a structured preset as filters, in the order that harms pictures least. */
final class StructuredFilters {
    private static final Map<String, String> DEINTERLACE =
            Map.of(
                    "frame", "yadif=0:-1:0",
                    "field", "yadif=1:-1:0",
                    "frame_nospatial", "yadif=2:-1:0",
                    "field_nospatial", "yadif=3:-1:0");
    private static final Map<String, String> DENOISE =
            Map.of(
                    "default", "hqdn3d",
                    "light", "hqdn3d=2:1.5:3:2.25",
                    "medium", "hqdn3d=4:3:6:4.5",
                    "heavy", "hqdn3d=8:6:12:9");

    private StructuredFilters() {}

    static List<String> beforeScaling(FormFields filter) {
        var chain = new ArrayList<String>();
        filter.read("deinterlace", name -> choice(DEINTERLACE, name)).ifPresent(chain::add);
        for (var name : List.of("dejudder", "deflicker", "deshake"))
            if (filter.flag(name)) chain.add(name);
        filter.read("denoise", name -> choice(DENOISE, name)).ifPresent(chain::add);
        return chain;
    }

    static List<String> afterScaling(FormFields filter) {
        var chain = new ArrayList<String>();
        if (filter.flag("deband")) chain.add("deband");
        var eq =
                Stream.of(
                                adjust(filter, "contrast", "1", "-10.0..10.0"),
                                adjust(filter, "brightness", "0", "-1.0..1.0"),
                                adjust(filter, "saturation", "0", "0.0..3.0"),
                                adjust(filter, "gamma", "0", "0.1..10.0"))
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(":"));
        if (!eq.isEmpty()) chain.add("eq=" + eq);
        return chain;
    }

    private static String choice(Map<String, String> choices, String name) {
        if (choices.containsKey(name)) return choices.get(name);
        throw new Unsupported(
                "'%s' must be none or one of %s",
                Unsupported.shown(name), String.join(", ", new TreeSet<>(choices.keySet())));
    }

    private static Optional<String> adjust(
            FormFields filter, String name, String neutral, String range) {
        return filter.text(name)
                .filter(text -> !text.matches(neutral + "(\\.0+)?|-0"))
                .flatMap(
                        text ->
                                filter.check(
                                        name, () -> Vocabulary.BASIC.grammar(range).read(text)))
                .map(value -> name + "=" + value.text());
    }
}
