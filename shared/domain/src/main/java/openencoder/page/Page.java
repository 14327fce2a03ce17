package openencoder.page;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a newest-first list.
 *
 * @param items newest first
 * @param total how many there are on all pages together
 */
public record Page<T>(List<T> items, long total) {
    public Page {
        items = List.copyOf(items);
    }

    public <R> Page<R> map(Function<? super T, ? extends R> each) {
        return new Page<>(items.stream().<R>map(each).toList(), total);
    }
}
