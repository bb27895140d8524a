package io.rollcall.playback;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How does what would have fired differ from what has? */
public final class Comparison {
    /** The record knows when a check began, the engine judged when it ended: such a difference is none. */
    static final Duration TOLERANCE = Duration.ofSeconds(30);

    private Comparison() {}

    /** What became of an alert. */
    public enum Change {
        /** It fires in both, about as long. */
        SAME,
        /** It has not fired in truth. */
        NEW,
        /** It would not have fired. */
        GONE,
        LONGER,
        SHORTER;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One alert in both.
     *
     * @param change {@code same}, {@code new}, {@code gone}, {@code longer} or {@code shorter}
     * @param replayed as it would have fired, or null
     * @param recorded as it has, or null
     */
    public record Pair(Change change, @Nullable Fired replayed, @Nullable Fired recorded) {
        /** The replayed one where there is one. */
        public Fired either() {
            if (replayed != null) {
                return replayed;
            }
            if (recorded != null) {
                return recorded;
            }
            throw new IllegalStateException("a pair has one of them");
        }
    }

    /** Pairs those that overlap, each with the first of the same rule and integration; in the order of time. */
    public static List<Pair> of(List<Fired> replayed, List<Fired> recorded, Instant to) {
        List<Pair> pairs = new ArrayList<>();
        List<Fired> left = new ArrayList<>(recorded);
        for (Fired one : replayed) {
            Fired match = left.stream()
                    .filter(other -> overlap(one, other, to))
                    .findFirst()
                    .orElse(null);
            left.remove(match);
            pairs.add(new Pair(change(one, match, to), one, match));
        }
        left.forEach(one -> pairs.add(new Pair(Change.GONE, null, one)));
        pairs.sort(Comparator.comparing((Pair pair) -> pair.either().begin())
                .thenComparing(pair -> pair.either().rule())
                .thenComparing(pair -> pair.either().integration()));
        return pairs;
    }

    private static boolean overlap(Fired one, Fired other, Instant to) {
        return one.rule().equals(other.rule())
                && one.integration().equals(other.integration())
                && !one.begin().isAfter(end(other, to).plus(TOLERANCE))
                && !other.begin().isAfter(end(one, to).plus(TOLERANCE));
    }

    private static Change change(Fired one, @Nullable Fired match, Instant to) {
        if (match == null) {
            return Change.NEW;
        }
        Duration more = length(one, to).minus(length(match, to));
        if (more.abs().compareTo(TOLERANCE) <= 0) {
            return Change.SAME;
        }
        return more.isNegative() ? Change.SHORTER : Change.LONGER;
    }

    /** How long it fired until that time. */
    public static Duration length(Fired fired, Instant to) {
        return Duration.between(fired.begin(), end(fired, to));
    }

    private static Instant end(Fired fired, Instant to) {
        Instant end = fired.end();
        return end == null || end.isAfter(to) ? to : end;
    }
}
