package io.rollcall.metric;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.alert.AlertRules;
import io.rollcall.incoming.AlertmanagerReader;
import io.rollcall.incoming.CloudEventReader;
import io.rollcall.incoming.IncomingAlerts;
import io.rollcall.incoming.PagerDutyReader;
import io.rollcall.notify.Outbox;
import io.rollcall.probe.AnswerCache;
import io.rollcall.schedule.Checkers;
import io.rollcall.schedule.Schedule;
import io.rollcall.store.DatabaseState;
import io.rollcall.store.Spool;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The meters of Rollcall itself: whether it keeps up, what waits, and whom it told. */
public final class EngineMeters {
    private final MeterRegistry registry;

    public EngineMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Whether checks are on time. */
    public void bind(Schedule schedule, Checkers checkers) {
        gauge("rollcall.checks.in.flight", "Checks that wait for a thread or run", schedule, s -> s.inFlight());
        gauge("rollcall.checks.running", "Checks that run", checkers, c -> c.running());
        counter(
                "rollcall.checks.missed",
                "Beats that passed while an earlier check still ran",
                schedule,
                s -> s.missed());
        counter(
                "rollcall.checks.over.quota",
                "Checks that waited because the quota of their group was used up",
                schedule,
                s -> s.overQuota());
        counter("rollcall.checks.lost", "Checks that never gave an outcome", schedule, s -> s.lost());
    }

    /** Whether the record is complete. */
    public void bind(Spool spool, DatabaseState database) {
        gauge("rollcall.database.up", "1 while the database answers, else 0", database, d -> d.up() ? 1 : 0);
        gauge("rollcall.spool.entries", "Entries that wait to be written to the database", spool, s -> s.backlog());
        gauge("rollcall.spool.bytes", "Bytes that wait to be written to the database", spool, s -> s.backlogBytes());
        counter("rollcall.spool.dropped", "Outcomes that found the spool full", spool, s -> s.dropped());
    }

    /** Whether kept answers spare calls (requirement 004-07). */
    public void bind(AnswerCache cache) {
        counter("rollcall.answer.cache.hits", "Answers that were at hand", cache, c -> c.hits());
        counter("rollcall.answer.cache.misses", "Answers that had to be asked for", cache, c -> c.misses());
        gauge("rollcall.answer.cache.hit.rate", "Hits among all look-ups, from 0 to 1", cache, c -> c.hitRate());
        gauge("rollcall.answer.cache.entries", "Answers that are kept", cache, c -> c.size());
    }

    /** Whether people are told. */
    public void bind(AlertRules rules, Outbox outbox, List<String> channels) {
        gauge("rollcall.alerts.firing", "Alerts that fire", rules, r -> r.firing());
        for (String channel : channels) {
            notifications(outbox, channel, "sent", o -> o.counts(channel).sent());
            notifications(outbox, channel, "failed", o -> o.counts(channel).failed());
            notifications(outbox, channel, "dead", o -> o.counts(channel).dead());
            waiting(outbox, channel, "pending", o -> o.counts(channel).pending());
        }
    }

    /** What other systems say. */
    public void bind(IncomingAlerts alerts) {
        for (String source : List.of(AlertmanagerReader.SOURCE, PagerDutyReader.SOURCE, CloudEventReader.SOURCE)) {
            FunctionCounter.builder("rollcall.incoming.alerts", alerts, a -> a.taken(source))
                    .description("Alerts that other systems have sent, repeats and ends included")
                    .tag("source", source)
                    .register(registry);
        }
    }

    private void notifications(Outbox outbox, String channel, String outcome, ToDoubleFunction<Outbox> value) {
        FunctionCounter.builder("rollcall.notifications", outbox, value)
                .description("Notifications by what became of the try")
                .tag("channel", channel)
                .tag("outcome", outcome)
                .register(registry);
    }

    private void waiting(Outbox outbox, String channel, String state, ToDoubleFunction<Outbox> value) {
        Gauge.builder("rollcall.notifications.waiting", outbox, value)
                .description("Notifications that wait to be sent")
                .tag("channel", channel)
                .tag("state", state)
                .register(registry);
    }

    private <T> void gauge(String name, String description, T subject, ToDoubleFunction<T> value) {
        Gauge.builder(name, subject, value).description(description).register(registry);
    }

    private <T> void counter(String name, String description, T subject, ToDoubleFunction<T> value) {
        FunctionCounter.builder(name, subject, value).description(description).register(registry);
    }
}
