package io.rollcall.web;

import io.rollcall.integration.Integration;
import io.rollcall.integration.Integrations;
import io.rollcall.judge.Judged;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Jobs that the scheduler of somebody else starts (requirements 002-09 to 002-12). Rollcall needs none: it has its own clock. */
public final class CronApi {
    private final Frame frame;
    private final Integrations integrations;
    private final CheckDesk desk;
    private final Cleanup cleanup;
    private final Clock clock;

    public CronApi(Frame frame, Integrations integrations, CheckDesk desk, Cleanup cleanup, Clock clock) {
        this.frame = frame;
        this.integrations = integrations;
        this.desk = desk;
        this.cleanup = cleanup;
        this.clock = clock;
    }

    /**
     * What deletes old history.
     *
     * @param secret whoever starts a job shows it; empty: nobody may
     * @param retentionDays how long history is kept
     */
    public record Cleanup(BearerToken secret, LogStore store, int retentionDays) {}

    record Checked(boolean success, Instant timestamp, Summary summary, List<Line> checks) {}

    record Summary(int total, int healthy, int degraded, int down, int unknown, long averageResponseTime) {}

    record Line(
            String integration,
            String key,
            String status,
            boolean success,
            @Nullable Double responseTime,
            @Nullable String error,
            Instant checkedAt) {
        static Line of(Judged judged) {
            Outcome outcome = Outcome.of(judged);
            return new Line(
                    outcome.name(),
                    outcome.key(),
                    outcome.shortCircuited() ? outcome.integrationStatus() : outcome.status(),
                    outcome.success(),
                    outcome.responseTimeMs(),
                    outcome.message(),
                    outcome.at());
        }
    }

    record Cleaned(
            boolean success,
            Instant timestamp,
            long deleted,
            long remaining,
            @Nullable Instant oldestLog,
            int retentionDays) {}

    /** Checks all that is enabled. */
    public void check(Exchange exchange) {
        frame.answer(exchange, cleanup.secret()::demand, request -> {
            Instant now = clock.instant();
            List<Integration> all = integrations.all().stream()
                    .filter(integration -> integration.cadence().enabled())
                    .sorted(Comparator.comparing(Integration::name))
                    .toList();
            List<Line> lines = desk.check(all).stream().map(Line::of).toList();
            return Reply.ok(new Checked(true, now, summary(all.size(), lines), lines));
        });
    }

    /** Deletes history that is older than it is kept. */
    public void clean(Exchange exchange) {
        frame.answer(exchange, cleanup.secret()::demand, request -> {
            Instant now = clock.instant();
            LogStore.Expired expired = cleanup.store().expire(cleanup.retentionDays());
            return Reply.ok(new Cleaned(
                    true, now, expired.deleted(), expired.remaining(), expired.oldest(), cleanup.retentionDays()));
        });
    }

    /** What did not answer in time counts as unknown. */
    private static Summary summary(int total, List<Line> lines) {
        int healthy = count(lines, "healthy");
        int degraded = count(lines, "degraded");
        int down = count(lines, "down");
        double average = lines.stream()
                .filter(line -> line.responseTime() != null)
                .mapToDouble(Line::responseTime)
                .average()
                .orElse(0);
        return new Summary(total, healthy, degraded, down, total - healthy - degraded - down, Math.round(average));
    }

    private static int count(List<Line> lines, String status) {
        return (int) lines.stream().filter(line -> line.status().equals(status)).count();
    }
}
