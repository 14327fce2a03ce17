package openencoder.bench;

import java.util.List;
import java.util.Locale;

/** A bar chart as SVG: one group of bars a row of values. */
public final class Plot {
    private static final int HEIGHT = 240;
    private static final int BAR = 28;
    private static final int GAP = 24;
    private static final List<String> COLOURS = List.of("#9aa5b1", "#2f6fed", "#e07a1f", "#3a9a5b");

    private Plot() {}

    public static String bars(String title, List<List<Double>> groups) {
        var most =
                groups.stream().flatMap(List::stream).mapToDouble(value -> value).max().orElse(1);
        var width = GAP + groups.stream().mapToInt(group -> group.size() * BAR + GAP).sum();
        var svg = new StringBuilder();
        svg.append(
                "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' font-family='sans-serif' font-size='11'>\n"
                        .formatted(Math.max(width, 320), HEIGHT + 60));
        svg.append("<text x='%d' y='18' font-size='14'>%s</text>\n".formatted(GAP, title));
        var x = GAP;
        for (var group : groups) {
            for (var i = 0; i < group.size(); i++) {
                var height = HEIGHT * group.get(i) / most;
                svg.append(
                        String.format(
                                Locale.ROOT,
                                "<rect x='%d' y='%.1f' width='%d' height='%.1f' fill='%s'/><text"
                                        + " x='%d' y='%.1f'>%.2f</text>%n",
                                x,
                                50 + HEIGHT - height,
                                BAR - 4,
                                height,
                                COLOURS.get(i % COLOURS.size()),
                                x,
                                46 + HEIGHT - height,
                                group.get(i)));
                x += BAR;
            }
            x += GAP;
        }
        return svg.append("</svg>\n").toString();
    }
}
