package io.rollcall.web;

import io.rollcall.integration.Status;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

    private static final Comparator<Line> BY_NAME = Comparator.comparing(Line::name);

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
            @Nullable String message) {

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
        Map<String, List<Line>> each = lines.stream().collect(Collectors.groupingBy(Line::status));
        List<Line> sorted = WORST_FIRST.stream()
                .flatMap(status -> each.getOrDefault(status, List.of()).stream().sorted(BY_NAME))
                .toList();
        String worst = sorted.stream()
                .filter(Line::enabled)
                .map(Line::status)
                .filter(status -> !status.equals(Status.UNKNOWN.word()) && !status.equals(MAINTENANCE))
                .findFirst()
                .orElse(Status.UNKNOWN.word());
        Summary summary = new Summary(
                lines.size(),
                each.getOrDefault(Status.HEALTHY.word(), List.of()).size(),
                each.getOrDefault(Status.DEGRADED.word(), List.of()).size(),
                each.getOrDefault(Status.DOWN.word(), List.of()).size(),
                each.getOrDefault(Status.UNKNOWN.word(), List.of()).size(),
                each.getOrDefault(MAINTENANCE, List.of()).size(),
                (int) lines.stream().filter(Line::stale).count());
        return new StatusReport(timestamp, worst, summary, sorted);
    }
}
