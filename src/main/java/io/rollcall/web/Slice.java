package io.rollcall.web;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of things that have a key, as {@code limit} and {@code after} of a request ask for it.
 *
 * @param total how many there are on all pages
 * @param next what {@code after} must be for the next page; null on the last one
 */
record Slice<T>(List<T> items, int total, @Nullable String next) {
    private static final int USUAL = 100;
    private static final int MOST = 1000;

    Slice {
        items = List.copyOf(items);
    }

    static <T> Slice<T> of(Collection<T> all, Function<T, String> key, Request request) {
        String after = request.query("after");
        int limit = request.number("limit", USUAL, MOST);
        List<T> rest = all.stream()
                .filter(one -> after == null || key.apply(one).compareTo(after) > 0)
                .sorted(Comparator.comparing(key))
                .toList();
        String next = rest.size() > limit ? key.apply(rest.get(limit - 1)) : null;
        return new Slice<>(rest.stream().limit(limit).toList(), all.size(), next);
    }
}
