package io.rollcall.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a longer list.
 *
 * @param more whether something follows
 */
record Part<T>(List<T> items, boolean more) {
    /** The first so many of what was read, which is one more where there is one more. */
    static <T> Part<T> of(List<T> read, int limit) {
        return read.size() > limit ? new Part<>(List.copyOf(read.subList(0, limit)), true) : new Part<>(read, false);
    }

    /** Where the next page begins, by the last one of this; null on the last page. */
    <P> @Nullable P next(Function<T, P> place) {
        return more ? place.apply(items.get(items.size() - 1)) : null;
    }
}
