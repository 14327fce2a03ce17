package openencoder.encoding.recipe;

import openencoder.encoding.grammar.Time;

/**
 * The part that goes into an output of what the filters make, in seconds.
 *
 * @param start {@code -ss}; 0 for the beginning
 * @param length {@code -t}; infinite if all
 * @param end {@code -to}; infinite if none
 */
record Trim(double start, double length, double end) {
    static Trim of(Settings settings) {
        return new Trim(
                seconds(settings, "ss", 0),
                seconds(settings, "t", Double.POSITIVE_INFINITY),
                seconds(settings, "to", Double.POSITIVE_INFINITY));
    }

    private static double seconds(Settings settings, String option, double otherwise) {
        return settings.value(option, Time.class).map(Time::seconds).orElse(otherwise);
    }

    /** How many of these seconds are left. */
    double of(double seconds) {
        return Math.min(seconds - start, Math.min(length, end - start));
    }
}
