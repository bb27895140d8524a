package io.rollcall.publish;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A time.
 *
 * @param until null while it goes on
 */
public record Span(Instant from, @Nullable Instant until) {
    /** The times in which at least one of them was, the latest first. */
    static List<Span> union(List<Span> spans) {
        List<Span> merged = new ArrayList<>();
        spans.stream().sorted(Comparator.comparing(Span::from)).forEach(span -> {
            Span last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last == null || !last.reaches(span.from())) {
                merged.add(span);
            } else {
                merged.set(merged.size() - 1, new Span(last.from(), last.later(span)));
            }
        });
        merged.sort(Comparator.comparing(Span::from).reversed());
        return merged;
    }

    /** True when both were at some moment, their first and last ones included. */
    boolean meets(Span other) {
        return reaches(other.from) && other.reaches(from);
    }

    private boolean reaches(Instant moment) {
        return until == null || !until.isBefore(moment);
    }

    private @Nullable Instant later(Span other) {
        if (until == null || other.until == null) {
            return null;
        }
        return until.isAfter(other.until) ? until : other.until;
    }
}
