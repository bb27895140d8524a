package io.rollcall.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the pages show beside the present status: what the record knows (requirements 000-04, 002-20b).
 *
 * @param timestamp when the record was read
 * @param startedAt since when the engine runs
 * @param lastOutageAt when something went down last, or null
 * @param checksLastDay measured checks of the last 24 hours
 * @param failuresLastDay of these, how many failed
 * @param queueDepth jobs that wait in the queues that are watched, or null where none is
 * @param messagesWaiting messages that are still to be sent
 * @param unread messages in the inbox that nobody has read
 * @param figures of each integration, by key
 * @param latency of the slowest integrations, by key: the last hour by the minute
 * @param outages the last ones, the newest first
 * @param alerts those that fire, the worst first
 */
public record Dashboard(
        Instant timestamp,
        Instant startedAt,
        @Nullable Instant lastOutageAt,
        long checksLastDay,
        long failuresLastDay,
        @Nullable Long queueDepth,
        long messagesWaiting,
        long unread,
        Map<String, Figures> figures,
        Map<String, List<Point>> latency,
        List<Outage> outages,
        List<FiringAlert> alerts) {

    /**
     * One integration over time.
     *
     * @param uptime percent of measured checks of 30 days that found it up, or null
     * @param successRate percent of measured checks of 24 hours that succeeded, or null
     * @param hours the last 24, the present one last: {@code x} when at least a tenth of the checks failed, {@code d}
     *     when fewer did or at least a tenth was degraded, {@code h} healthy, {@code u} unknown, {@code -} not checked
     * @param pending jobs that wait in its queues, or null
     */
    public record Figures(
            @Nullable Double uptime,
            @Nullable Double successRate,
            long checks,
            long failures,
            String hours,
            @Nullable Long pending) {}

    /** A mean response time of successful checks in the minute that begins then. */
    public record Point(Instant at, double ms) {}

    /** A time in which an integration was down; {@code until} is null while it is. */
    public record Outage(String key, String name, Instant at, @Nullable Instant until, @Nullable String message) {}

    /** An alert that fires. */
    public record FiringAlert(String rule, String integration, String severity, String condition, Instant since) {}
}
