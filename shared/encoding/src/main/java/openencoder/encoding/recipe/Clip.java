package openencoder.encoding.recipe;

import openencoder.encoding.grammar.Time;

import java.util.Optional;

/**
 * The part of the source that is taken.
 *
 * @param from empty for the beginning
 * @param to on the source's own clock; empty for the end
 */
public record Clip(Optional<Time> from, Optional<Time> to) {
    public static final Clip ALL = new Clip(Optional.empty(), Optional.empty());

    double start() {
        return from.map(Time::seconds).orElse(0.0);
    }

    public boolean isEmpty() {
        return to.isPresent() && from.isPresent() && start() >= to.get().seconds();
    }

    /** How many seconds of a source of this length are taken. */
    double of(double seconds) {
        return to.map(end -> Math.min(seconds, end.seconds())).orElse(seconds) - start();
    }
}
