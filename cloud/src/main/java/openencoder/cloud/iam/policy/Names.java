package openencoder.cloud.iam.policy;

import java.util.List;

/**
 * The actions or resources of a statement.
 *
 * @param areExcepted of {@code NotAction} and {@code NotResource}: all but these
 */
record Names(List<Wildcard> patterns, boolean areExcepted) {
    boolean contain(String name) {
        return patterns.stream().anyMatch(p -> p.matches(name)) != areExcepted;
    }
}
