package io.rollcall.web;

import io.rollcall.integration.Status;
import java.time.Instant;
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

    /** Counts by status; stale ones are counted in their status too. */
    public record Summary(int total, int healthy, int degraded, int down, int unknown, int maintenance, int stale) {}

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
            @Nullable String message) {}

    /** The report of these lines, with the worst first. */
    public static StatusReport of(Instant timestamp, List<Line> lines) {
        List<Line> sorted = lines.stream()
                .sorted(java.util.Comparator.comparingInt((Line line) -> rank(line.status()))
                        .thenComparing(Line::name))
                .toList();
        String worst = sorted.stream()
                .filter(Line::enabled)
                .map(Line::status)
                .filter(status -> !status.equals(Status.UNKNOWN.word()) && !status.equals(MAINTENANCE))
                .findFirst()
                .orElse(Status.UNKNOWN.word());
        Summary summary = new Summary(
                lines.size(),
                count(lines, Status.HEALTHY.word()),
                count(lines, Status.DEGRADED.word()),
                count(lines, Status.DOWN.word()),
                count(lines, Status.UNKNOWN.word()),
                count(lines, MAINTENANCE),
                (int) lines.stream().filter(Line::stale).count());
        return new StatusReport(timestamp, worst, summary, sorted);
    }

    /** Down first, then degraded, unknown, maintenance, healthy (requirement 002-26). */
    private static int rank(String status) {
        return List.of("down", "degraded", "unknown", MAINTENANCE, "healthy").indexOf(status);
    }

    private static int count(List<Line> lines, String status) {
        return (int) lines.stream().filter(line -> line.status().equals(status)).count();
    }
}
