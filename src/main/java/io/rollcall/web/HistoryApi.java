package io.rollcall.web;

import io.rollcall.integration.Integrations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** How things were: one integration over a while, and what the documents ask of the record (requirements 002-27 to 002-29). */
public final class HistoryApi {
    private static final int MOST_HOURS = 90 * 24;

    /** So that no range has more than 288 points. */
    private static final Map<String, Range> RANGES = Map.of(
            "24h", new Range(Duration.ofHours(24), Duration.ofMinutes(5)),
            "7d", new Range(Duration.ofDays(7), Duration.ofHours(1)),
            "30d", new Range(Duration.ofDays(30), Duration.ofHours(4)),
            "90d", new Range(Duration.ofDays(90), Duration.ofHours(12)));

    private final Frame frame;
    private final Integrations integrations;
    private final LogStore log;
    private final Clock clock;

    public HistoryApi(Frame frame, Integrations integrations, LogStore log, Clock clock) {
        this.frame = frame;
        this.integrations = integrations;
        this.log = log;
        this.clock = clock;
    }

    private record Range(Duration length, Duration bucket) {}

    /**
     * An integration over a while.
     *
     * @param uptime percent of measured checks that found it healthy or degraded; null when nothing was measured
     * @param successRate percent of measured checks that succeeded
     */
    record History(
            String key,
            String range,
            long bucketSeconds,
            List<LogStore.Point> points,
            List<LogStore.Change> changes,
            @Nullable Double uptime,
            @Nullable Double successRate) {}

    record Outages(List<LogStore.Outage> outages, @Nullable String next) {}

    /** One integration over a while. */
    public void history(Exchange exchange) {
        frame.answer(exchange, request -> {
            String key = IntegrationApi.find(integrations, request.part("key")).key();
            String name =
                    request.word("range", List.of("24h", "7d", "30d", "90d")).orElse("24h");
            Range range = Objects.requireNonNull(RANGES.get(name));
            Instant from = clock.instant().minus(range.length());
            List<LogStore.Point> points = log.points(key, from, range.bucket());
            long checks = points.stream().mapToLong(LogStore.Point::checks).sum();
            long up = points.stream().mapToLong(LogStore.Point::up).sum();
            long failures = points.stream().mapToLong(LogStore.Point::failures).sum();
            return Reply.ok(new History(
                            key,
                            name,
                            range.bucket().toSeconds(),
                            points,
                            log.changes(key, from),
                            percent(up, checks),
                            percent(checks - failures, checks)))
                    .tagged("history");
        });
    }

    /** Failed checks of all integrations, the newest first. */
    public void outages(Exchange exchange) {
        frame.answer(exchange, request -> {
            int hours = request.number("hours", 24, MOST_HOURS);
            int limit = request.number("limit", 100, 1000);
            String after = Objects.requireNonNullElse(request.query("after"), "");
            Instant now = clock.instant();
            Instant before = now.plus(Duration.ofDays(1));
            String key = "";
            if (!after.isEmpty()) {
                int mark = after.indexOf('~');
                before = Strict.time(after.substring(0, Math.max(mark, 0)))
                        .orElseThrow(() -> Refused.field("after", "the next of the page before"));
                key = after.substring(mark + 1);
            }
            Part<LogStore.Outage> part =
                    Part.of(log.outages(now.minus(Duration.ofHours(hours)), before, key, limit + 1), limit);
            return Reply.ok(new Outages(part.items(), part.next(last -> last.at() + "~" + last.key())));
        });
    }

    /** Uptime of 30 days by integration, the least first. */
    public void uptime(Exchange exchange) {
        frame.answer(exchange, request -> Reply.ok(Map.of("uptime", log.uptime())));
    }

    /** Response times of 24 hours by integration, the slowest first. */
    public void responseTimes(Exchange exchange) {
        frame.answer(exchange, request -> Reply.ok(Map.of("responseTimes", log.responseTimes())));
    }

    private static @Nullable Double percent(long part, long whole) {
        return whole == 0 ? null : Math.round(10_000.0 * part / whole) / 100.0;
    }
}
