package openencoder.store;

import openencoder.refusal.NotFound;
import openencoder.refusal.Unavailable;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Where things are kept that several programs change at the same time: each has a revision, and a
 * change is stored only if it was made to the latest.
 *
 * @param <I> what finds one
 * @param <T> a value: compared by its content
 */
public interface RevisionedRepository<I, T> {
    /** So often is a change made anew when others were faster. */
    int ATTEMPTS = 10;

    /** What one is called in a refusal, such as {@code job}. */
    String noun();

    Optional<T> find(I id);

    /**
     * Stores {@code changed} with its revision raised by one, unless the stored revision is no
     * longer that of {@code changed}.
     *
     * @return what is stored now; empty if another change was faster and nothing was written
     */
    Optional<T> replace(T changed);

    /**
     * Makes a change to what is stored, and makes it anew for as long as others are faster.
     *
     * @param change writes nothing if it returns what it was given; may refuse
     * @return what is stored afterwards
     * @throws NotFound if there is no such thing
     * @throws Unavailable {@code job.busy} and the like if others were faster {@value #ATTEMPTS}
     *     times in a row
     */
    default T update(I id, UnaryOperator<T> change) {
        return update(id, change, this::replace);
    }

    /**
     * As {@link #update(Object, UnaryOperator)}, but stored by another write.
     *
     * @param store empty if another change was faster and nothing was written
     */
    default T update(I id, UnaryOperator<T> change, Function<T, Optional<T>> store) {
        return untilFirst(
                id,
                found -> {
                    var changed = change.apply(found);
                    return changed.equals(found) ? Optional.of(found) : store.apply(changed);
                });
    }

    /**
     * Does something to what is stored, and does it anew for as long as others are faster.
     *
     * @param write empty if another change was faster and nothing was written
     */
    default T untilFirst(I id, Function<T, Optional<T>> write) {
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var found = find(id).orElseThrow(() -> new NotFound(noun(), id));
            var written = write.apply(found);
            if (written.isPresent()) return written.get();
        }
        throw new Unavailable(
                noun() + ".busy", "The %s %s changes too fast; try again.".formatted(noun(), id));
    }
}
