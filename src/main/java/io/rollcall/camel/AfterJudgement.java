package io.rollcall.camel;

import io.rollcall.judge.Judged;
import io.rollcall.schedule.Schedule;
import java.util.List;

/** What follows each judgement: the integration goes back on the clock. */
public final class AfterJudgement {
    private final Schedule schedule;
    private final Breakers breakers;

    public AfterJudgement(Schedule schedule, Breakers breakers) {
        this.schedule = schedule;
        this.breakers = breakers;
    }

    /** Puts each judged integration back on the clock, sooner while a change waits to be confirmed. */
    public void reschedule(List<Judged> batch) {
        for (Judged judged : batch) {
            boolean settling = judged.state().settling(judged.integration().thresholds());
            String key = judged.integration().key();
            schedule.finished(key, settling, breakers.openUntil(key));
        }
    }
}
