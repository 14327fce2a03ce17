package openencoder.web.http;

import openencoder.page.Page;

import java.util.List;

/**
 * A page as the API answers it.
 *
 * @param count how many there are on all pages together
 * @param items of this page, newest first
 */
public record Listing<T>(long count, List<T> items) {
    public static <T> Listing<T> of(Page<T> page) {
        return new Listing<>(page.total(), page.items());
    }
}
