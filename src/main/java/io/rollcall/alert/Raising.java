package io.rollcall.alert;

import io.rollcall.alert.Rulebook.Listener;
import io.rollcall.alert.Standings.Case;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins, fires and ends alerts, and keeps where each stands. Guarded by {@link AlertRules}. */
final class Raising {
    private static final Logger LOG = LoggerFactory.getLogger(AlertRules.class);

    private final Standings standings;
    private final Subjects subjects;
    private final Excuses excuses;

    Raising(Standings standings, Subjects subjects, Excuses excuses) {
        this.standings = standings;
        this.subjects = subjects;
        this.excuses = excuses;
    }

    /** The condition holds for the first time: it fires at once, or waits for its time. */
    void begin(Listener listener, Sighting seen) {
        AlertRule rule = listener.rule();
        Alert draft = seen.alert(true, seen.at(), seen.annotations(), List.of());
        Standing pending = Standing.of(rule, false, seen.at(), draft);
        if (rule.timing().hold().isZero() && !excuses.has(seen.subject())) {
            fire(listener, seen, pending);
        } else {
            standings.put(rule, seen.key(), pending, seen.at());
        }
    }

    /** The condition has held for its time. */
    void fire(Listener listener, Sighting seen, Standing before) {
        AlertRule rule = listener.rule();
        Alert draft = before.alert();
        Map<String, String> said =
                draft == null || seen.evidence().judged() != null ? seen.annotations() : draft.annotations();
        Alert alert = seen.alert(true, before.since(), said, subjects.dependents(seen.subject()));
        standings.refresh(rule, seen.key(), Standing.of(rule, true, before.since(), alert));
        tell(listener, alert);
        // Kept only after it was told: a crash in between tells it again, and the outbox drops the repeat.
        standings.put(rule, seen.key(), Standing.of(rule, true, before.since(), alert), seen.at());
    }

    /** The alert is over, or what waited waits no more. */
    void end(Listener listener, Sighting seen) {
        Standing standing = standings.find(listener.rule().name(), seen.key());
        if (standing == null) {
            return;
        }
        Alert told = null;
        if (standing.firing()) {
            Alert before = standing.alert();
            Map<String, String> said =
                    before == null || seen.evidence().judged() != null ? seen.annotations() : before.annotations();
            told = seen.alert(false, standing.since(), said, List.of());
            tell(listener, told);
        }
        standings.close(new Case(listener.rule().name(), seen.key()), standing, seen.at(), told);
    }

    /** Hands the alert to its rule's route. */
    static void tell(Listener listener, Alert alert) {
        LOG.info(
                "Alert {} rule={} integration={} severity={} status={}",
                alert.firing() ? "fires" : "ended",
                alert.rule(),
                alert.integration(),
                alert.severity().word(),
                alert.status().word());
        listener.route().accept(alert);
    }
}
