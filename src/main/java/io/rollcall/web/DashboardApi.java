package io.rollcall.web;

import io.rollcall.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers with the dashboard. It is read at most every few seconds, however many ask; while the database is away the last one
 * stands, with its time. Thread-safe.
 */
public final class DashboardApi {
    private static final Duration GOOD_FOR = Duration.ofSeconds(5);

    private final DashboardStore store;
    private final Clock clock;
    private final Instant startedAt;
    private @Nullable Dashboard last;
    private Instant triedAt = Instant.MIN;

    public DashboardApi(DashboardStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /** The dashboard, a few seconds old at most unless the database is away. */
    public synchronized Dashboard dashboard() {
        Instant now = clock.instant();
        if (last == null || triedAt.plus(GOOD_FOR).isBefore(now)) {
            triedAt = now;
            try {
                last = store.load(startedAt);
            } catch (StoreException e) {
                return last == null ? nothingKnown() : last;
            }
        }
        return last;
    }

    private Dashboard nothingKnown() {
        return new Dashboard(
                Instant.EPOCH, startedAt, null, 0, 0, null, 0, 0, Map.of(), Map.of(), List.of(), List.of());
    }
}
