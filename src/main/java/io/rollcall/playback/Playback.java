package io.rollcall.playback;

import io.rollcall.alert.Alert;
import io.rollcall.alert.AlertRule;
import io.rollcall.alert.AlertRules;
import io.rollcall.check.CheckResult;
import io.rollcall.integration.Integration;
import io.rollcall.integration.Integrations;
import io.rollcall.integration.MaintenanceWindow;
import io.rollcall.judge.Judge;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** The engine's own judge and rules over a clock that follows the outcomes: what would have fired, and when. */
final class Playback {
    /** As often the engine looks whether a rule has held for long enough. */
    private static final Duration TICK = Duration.ofSeconds(1);

    private final SetClock clock;
    private final Integrations integrations = new Integrations();
    private final Judge judge;
    private final AlertRules rules;
    private Instant ticked;

    /** @param told takes each alert when it begins and when it ends */
    Playback(Collection<Integration> watched, Collection<AlertRule> applied, Instant start, Consumer<Alert> told) {
        watched.forEach(integrations::put);
        clock = new SetClock(start);
        ticked = start;
        judge = new Judge(integrations, entries -> {});
        rules = new AlertRules(integrations, judge, entries -> {}, clock);
        applied.forEach(rule -> rules.register(rule, told));
    }

    /** Takes over what work was planned. */
    void plan(List<MaintenanceWindow> planned) {
        integrations.plan(planned);
    }

    /** The next outcome, which is not older than the one before. */
    void play(CheckResult outcome) {
        passUntil(outcome.at());
        rules.observeAll(judge.judgeAll(List.of(outcome)));
    }

    /** Nothing more is measured until then. */
    void passUntil(Instant end) {
        while (!ticked.plus(TICK).isAfter(end)) {
            ticked = ticked.plus(TICK);
            clock.set(ticked);
            rules.ripen();
        }
        clock.set(end);
    }
}
