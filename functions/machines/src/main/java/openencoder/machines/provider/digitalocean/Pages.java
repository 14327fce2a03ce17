package openencoder.machines.provider.digitalocean;

import com.google.gson.JsonObject;

import openencoder.machine.ProviderFailure.Kind;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/** A list that comes in pages. */
final class Pages {
    private static final int READS = 3;
    private static final int MOST = 500;

    /**
     * @param raw the page's JSON, with {@code links} and {@code meta}
     */
    record Page<T>(List<T> items, JsonObject raw) {
        boolean isLast() {
            return object(raw, "links")
                    .flatMap(links -> object(links, "pages"))
                    .map(pages -> !pages.has("next"))
                    .orElse(true);
        }

        Optional<Long> total() {
            return object(raw, "meta")
                    .filter(meta -> meta.has("total"))
                    .map(meta -> meta.get("total").getAsLong());
        }

        private static Optional<JsonObject> object(JsonObject json, String name) {
            return Optional.ofNullable(json.get(name))
                    .filter(value -> value.isJsonObject())
                    .map(value -> value.getAsJsonObject());
        }
    }

    private Pages() {}

    /**
     * What is created or deleted between two pages moves others over their border: such a list is
     * read again.
     *
     * @param read gives a page by its number, from 1 on
     * @param key by which two items are the same
     */
    static <T> List<T> all(IntFunction<Page<T>> read, Function<T, ?> key) {
        for (var reads = 0; reads < READS; reads++) {
            var pages = pages(read);
            var items = pages.stream().flatMap(page -> page.items().stream()).toList();
            if (pages.size() == 1 || stoodStill(pages, items, key)) return items;
        }
        throw Api.failure(
                Kind.BROKEN, "DigitalOcean's list changed each time its pages were read.");
    }

    private static <T> List<Page<T>> pages(IntFunction<Page<T>> read) {
        var pages = new ArrayList<Page<T>>();
        do {
            if (pages.size() == MOST)
                throw Api.failure(Kind.BROKEN, "DigitalOcean's list has no last page.");
            pages.add(read.apply(pages.size() + 1));
        } while (!pages.getLast().isLast());
        return pages;
    }

    private static <T> boolean stoodStill(List<Page<T>> pages, List<T> items, Function<T, ?> key) {
        var keys = new HashSet<Object>();
        items.forEach(item -> keys.add(key.apply(item)));
        return keys.size() == items.size()
                && pages.stream()
                        .flatMap(page -> page.total().stream())
                        .allMatch(total -> total == items.size());
    }
}
