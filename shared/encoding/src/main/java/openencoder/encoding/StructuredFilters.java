package openencoder.encoding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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

    static List<String> beforeScaling(Fields filter) {
        var chain = new ArrayList<String>();
        choose(filter, "deinterlace", DEINTERLACE, chain);
        for (var name : List.of("dejudder", "deflicker", "deshake"))
            if (filter.flag(name)) chain.add(name);
        choose(filter, "denoise", DENOISE, chain);
        return chain;
    }

    static List<String> afterScaling(Fields filter) {
        var chain = new ArrayList<String>();
        if (filter.flag("deband")) chain.add("deband");
        var eq = new ArrayList<String>();
        adjust(filter, "contrast", "1", "-10.0..10.0", eq);
        adjust(filter, "brightness", "0", "-1.0..1.0", eq);
        adjust(filter, "saturation", "0", "0.0..3.0", eq);
        adjust(filter, "gamma", "0", "0.1..10.0", eq);
        if (!eq.isEmpty()) chain.add("eq=" + String.join(":", eq));
        return chain;
    }

    private static void choose(
            Fields filter, String name, Map<String, String> choices, List<String> chain) {
        filter.text(name)
                .ifPresent(
                        choice -> {
                            if (choices.containsKey(choice)) chain.add(choices.get(choice));
                            else
                                filter.wrong(
                                        name,
                                        "'%s' must be none or one of %s"
                                                .formatted(
                                                        Values.shown(choice),
                                                        String.join(
                                                                ", ",
                                                                choices.keySet().stream()
                                                                        .sorted()
                                                                        .toList())));
                        });
    }

    private static void adjust(
            Fields filter, String name, String neutral, String range, List<String> eq) {
        var value = filter.text(name).filter(text -> !isNeutral(text, neutral));
        if (value.isEmpty()) return;
        try {
            eq.add(name + "=" + Grammar.of(range).read(value.get()));
        } catch (Unfit unfit) {
            filter.wrong(name, unfit.getMessage());
        }
    }

    private static boolean isNeutral(String text, String neutral) {
        return text.matches(neutral + "(\\.0+)?") || text.equals("-0");
    }
}
