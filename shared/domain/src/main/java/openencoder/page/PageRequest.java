package openencoder.page;

import openencoder.refusal.FieldErrors;
import openencoder.refusal.Invalid;

import java.util.ArrayList;
import java.util.List;

/**
 * Which part of a newest-first list.
 *
 * @param page from 1
 * @param count rows a page, 1 to 100
 */
public record PageRequest(int page, int count) {
    public static final PageRequest FIRST = new PageRequest(1, 10);

    public PageRequest {
        var errors = new FieldErrors("page.invalid");
        errors.require(page >= 1, "page", "must be 1 or more");
        errors.require(count >= 1 && count <= 100, "count", "must be from 1 to 100");
        errors.refuseIfAny();
    }

    /** How many newer rows stand before this page. */
    public long skipped() {
        return (page - 1L) * count;
    }

    /**
     * How many rows there are down to the end of this page.
     *
     * @throws Invalid {@code page.too_deep} if more than {@code depth}
     */
    public int endWithin(int depth) {
        var end = skipped() + count;
        if (end <= depth) return (int) end;
        throw new Invalid(
                "page.too_deep",
                "page",
                "is too far down; a filtered list shows the newest %d only".formatted(depth));
    }

    /**
     * The ids of this page, newest first, when {@code last} is the newest id there is. Ids are
     * consecutive but for rare gaps, so a page may be a row short; it never costs more.
     */
    public List<Long> idsDownFrom(long last) {
        var ids = new ArrayList<Long>(count);
        for (var id = last - skipped(); id > last - skipped() - count && id > 0; id--) ids.add(id);
        return ids;
    }
}
