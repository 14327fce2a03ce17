package openencoder.cli.encode;

import openencoder.cli.encode.RunOutcome.Failed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What became of all that was wanted. */
final class Report {

    private final List<RunOutcome> outcomes = new ArrayList<>();
    private int expected;
    private Optional<String> explanation = Optional.empty();

    synchronized void expect(int missing) {
        expected = outcomes.size() + missing;
    }

    synchronized void add(RunOutcome outcome) {
        outcomes.add(outcome);
    }

    synchronized boolean isOfSeveral() {
        return Math.max(expected, outcomes.size()) != 1;
    }

    synchronized List<RunOutcome> all() {
        return List.copyOf(outcomes);
    }

    /** In the order of the films' names. */
    List<Failed> failed() {
        return all().stream()
                .filter(Failed.class::isInstance)
                .map(Failed.class::cast)
                .sorted((one, other) -> one.wanted().label().compareTo(other.wanted().label()))
                .toList();
    }

    long count(Class<? extends RunOutcome> kind) {
        return all().stream().filter(kind::isInstance).count();
    }

    /** Asks for the stack's last words if something failed that was not the film's fault. */
    void explain(Supplier<String> lastWords) {
        if (failed().stream().anyMatch(Failed::isOfTheStack))
            explanation = Optional.of(lastWords.get()).filter(words -> !words.isBlank());
    }

    Optional<String> explanation() {
        return explanation;
    }
}
