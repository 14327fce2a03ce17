package openencoder.encoding.recipe;

import openencoder.encoding.allowed.FilterChain;
import openencoder.encoding.allowed.FilterChain.Filter;
import openencoder.encoding.grammar.Expression;
import openencoder.encoding.grammar.Value.Decimal;

import java.util.Map;
import java.util.Set;

/**
 * What a chain of filters does to the time of a film.
 *
 * @param factor how much longer it makes a film, or about so where it is not known
 * @param isKnown whether the factor holds for every frame
 * @param keepsAll whether no part is cut out or put in
 */
public record TimeStretch(double factor, boolean isKnown, boolean keepsAll) {
    private static final Set<String> CUTS_OR_ADDS =
            Set.of(
                    ("select trim tpad framestep decimate telecine pullup silenceremove atrim"
                                    + " adelay asetrate settb aecho")
                            .split(" "));
    private static final Set<String> SAME_FOR_EVERY_FRAME = Set.of("PTS", "STARTPTS");
    private static final Map<String, Double> ONE_SECOND_IN =
            Map.of("PTS", 1.0, "STARTPTS", 0.0, "N", 1.0, "TB", 1.0, "T", 1.0);
    private static final TimeStretch NONE = new TimeStretch(1, true, true);

    static TimeStretch of(FilterChain chain) {
        return chain.filters().stream().map(TimeStretch::of).reduce(NONE, TimeStretch::then);
    }

    private static TimeStretch of(Filter filter) {
        return switch (filter.name()) {
            case "setpts", "asetpts" ->
                    filter.value("expr").map(expr -> of((Expression) expr)).orElse(NONE);
            case "atempo" ->
                    filter.value("tempo")
                            .map(
                                    tempo ->
                                            new TimeStretch(
                                                    1 / ((Decimal) tempo).number(), true, true))
                            .orElse(NONE);
            default -> new TimeStretch(1, true, !CUTS_OR_ADDS.contains(filter.name()));
        };
    }

    private static TimeStretch of(Expression presentationTime) {
        var factor = presentationTime.at(ONE_SECOND_IN);
        if (Double.isNaN(factor)) return new TimeStretch(1, false, true);
        return new TimeStretch(factor, presentationTime.dependsOnlyOn(SAME_FOR_EVERY_FRAME), true);
    }

    private TimeStretch then(TimeStretch next) {
        return new TimeStretch(
                factor * next.factor, isKnown && next.isKnown, keepsAll && next.keepsAll);
    }

    boolean isAsFastAs(TimeStretch other) {
        return isKnown && other.isKnown && Math.abs(factor - other.factor) < 0.01 * factor;
    }
}
