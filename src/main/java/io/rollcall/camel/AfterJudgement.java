package io.rollcall.camel;

import io.rollcall.check.CheckResult;
import io.rollcall.integration.Integrations;
import io.rollcall.integration.MaintenanceWindow;
import io.rollcall.integration.Status;
import io.rollcall.judge.Judged;
import io.rollcall.judge.Upstream;
import io.rollcall.schedule.Schedule;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What follows each judgement: the integration goes back on the clock, and whom it concerns is checked at once. */
public final class AfterJudgement {
    private final Schedule schedule;
    private final Breakers breakers;
    private final Integrations integrations;
    private final Upstream upstream;

    public AfterJudgement(Schedule schedule, Breakers breakers, Integrations integrations, Upstream upstream) {
        this.schedule = schedule;
        this.breakers = breakers;
        this.integrations = integrations;
        this.upstream = upstream;
    }

    /** Puts each judged integration back on the clock, sooner while a change waits to be confirmed. */
    public void reschedule(List<Judged> batch) {
        for (Judged judged : batch) {
            boolean settling = wasCalledFor(judged.result())
                    && judged.state().settling(judged.integration().thresholds());
            String key = judged.integration().key();
            schedule.finished(key, settling, barredUntil(judged));
        }
        for (Judged judged : batch) {
            if (judged.result().failed()) {
                upstream.unasked(judged.integration()).forEach(schedule::requestNow);
            }
            upstream.concerned(judged).forEach(schedule::requestNow);
        }
    }

    /** Until when its open breaker, or the work of people, keeps it from being called; null when nothing does. */
    private @Nullable Instant barredUntil(Judged judged) {
        return integrations
                .maintenance(judged.integration(), judged.result().at())
                .filter(work -> !work.keepChecking())
                .map(MaintenanceWindow::endsAt)
                .orElseGet(() -> breakers.openUntil(judged.integration().key()));
    }

    /** False when nothing was tried: then to try again soon confirms nothing. */
    private static boolean wasCalledFor(CheckResult result) {
        return result.shortCircuited() || result.status() != Status.UNKNOWN;
    }
}
