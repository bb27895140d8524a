package io.rollcall.web;

import io.rollcall.integration.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How everything is at one moment, as {@code GET /api/health/status} and the status command tell it.
 *
 * @param timestamp that moment
 * @param status the worst status of all that is enabled; unknown ones and those in maintenance do not count
 *     unless there is nothing else
 * @param summary how many are in which status
 * @param integrations each one, the worst first
 */
public record StatusReport(Instant timestamp, String status, Summary summary, List<Line> integrations) {
    /** What stands in place of the status of something that people work on. */
    public static final String MAINTENANCE = "maintenance";

    /** Requirement 002-26. */
    private static final List<String> WORST_FIRST = List.of(
            Status.DOWN.word(), Status.DEGRADED.word(), Status.UNKNOWN.word(), MAINTENANCE, Status.HEALTHY.word());

    static final Comparator<Line> WORST_LINE_FIRST =
            Comparator.<Line>comparingInt(line -> rank(line.status)).thenComparing(Line::name);

    /** Counts by status; stale ones are counted in their status too. */
    public record Summary(int total, int healthy, int degraded, int down, int unknown, int maintenance, int stale) {
        private static Summary of(List<Line> lines) {
            int[] each = new int[WORST_FIRST.size() + 1];
            int stale = 0;
            for (Line line : lines) {
                each[rank(line.status)]++;
                stale += line.stale ? 1 : 0;
            }
            return new Summary(lines.size(), each[4], each[1], each[0], each[2], each[3], stale);
        }
    }

    /**
     * One integration.
     *
     * @param breaker CLOSED, OPEN, HALF_OPEN or FORCED_OPEN, or null when the database told, which does not know
     * @param stale not checked for twice its interval (requirement 002-30)
     * @param responseTimeMs of the last measured check, or null
     */
    public record Line(
            String key,
            String name,
            @Nullable String group,
            String type,
            boolean enabled,
            String status,
            @Nullable Instant since,
            @Nullable Instant lastCheckAt,
            boolean stale,
            @Nullable Double responseTimeMs,
            int consecutiveFailures,
            @Nullable String breaker,
            @Nullable String message) {

        /** Whether this line counts as that one of the same integration does. */
        boolean countsAs(Line before) {
            return status.equals(before.status) && stale == before.stale && enabled == before.enabled;
        }

        /** Whether there is nothing new since that line but when the check was and how long it took. */
        boolean isAfterAnotherCheck(@Nullable Line before) {
            return before != null
                    && equals(new Line(
                            before.key,
                            before.name,
                            before.group,
                            before.type,
                            before.enabled,
                            before.status,
                            before.since,
                            lastCheckAt,
                            before.stale,
                            responseTimeMs,
                            before.consecutiveFailures,
                            before.breaker,
                            before.message));
        }
    }

    /** The report of these lines, with the worst first. */
    public static StatusReport of(Instant timestamp, List<Line> lines) {
        List<Line> sorted = new ArrayList<>(lines);
        sorted.sort(WORST_LINE_FIRST);
        return new StatusReport(timestamp, worst(sorted), Summary.of(sorted), Collections.unmodifiableList(sorted));
    }

    /** A word that a newer engine may know comes last. */
    private static int rank(String status) {
        int rank = WORST_FIRST.indexOf(status);
        return rank < 0 ? WORST_FIRST.size() : rank;
    }

    private static String worst(List<Line> sorted) {
        return sorted.stream()
                .filter(line ->
                        line.enabled && !line.status.equals(Status.UNKNOWN.word()) && !line.status.equals(MAINTENANCE))
                .findFirst()
                .map(Line::status)
                .orElse(Status.UNKNOWN.word());
    }
}
