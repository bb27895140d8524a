package io.rollcall.alert;

import io.rollcall.condition.Truth;
import io.rollcall.integration.Integration;
import io.rollcall.integration.Integrations;
import io.rollcall.integration.Status;
import io.rollcall.judge.IntegrationState;
import io.rollcall.judge.Judge;
import io.rollcall.judge.Judged;
import io.rollcall.store.Journal;
import io.rollcall.store.StoreException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds each rule against each outcome, and raises an alert when it has held for long enough and again when it no longer
 * does. A rule that cannot be decided, for want of a measured value, stays where it is. Thread-safe.
 */
public final class AlertRules {
    private static final Logger LOG = LoggerFactory.getLogger(AlertRules.class);

    private final Integrations integrations;
    private final Judge judge;
    private final Journal journal;
    private final Clock clock;
    private final Map<String, Listener> rules = new LinkedHashMap<>();
    private final Map<Case, Standing> standings = new HashMap<>();

    public AlertRules(Integrations integrations, Judge judge, Journal journal, Clock clock) {
        this.integrations = integrations;
        this.judge = judge;
        this.journal = journal;
        this.clock = clock;
    }

    private record Listener(AlertRule rule, Consumer<Alert> route) {}

    private record Case(String rule, String integration) {}

    private record Standing(boolean firing, Severity severity, String condition, Instant since) {}

    /** Adds a rule whose alerts go to the route, or replaces the one of its name; where it stands is kept. */
    public synchronized void register(AlertRule rule, Consumer<Alert> route) {
        rules.put(rule.name(), new Listener(rule, route));
    }

    /** Takes a rule out. Where it stood is kept, in case it is only being reloaded. */
    public synchronized void unregister(String rule) {
        rules.remove(rule);
    }

    /** Names of the rules, in the order in which they came. */
    public synchronized List<String> names() {
        return List.copyOf(rules.keySet());
    }

    /** How many alerts fire now. */
    public synchronized long firing() {
        return standings.values().stream().filter(Standing::firing).count();
    }

    /** Holds every rule against every outcome of a batch. */
    public synchronized void observeAll(List<Judged> batch) {
        for (Judged judged : batch) {
            for (Listener listener : List.copyOf(rules.values())) {
                if (listener.rule().concerns(judged.integration().key())) {
                    observe(listener, judged);
                }
            }
        }
    }

    /** Fires the rules whose condition has now held for their time. Called every second; costs what waits. */
    public synchronized void ripen() {
        Instant now = clock.instant();
        for (var entry : Map.copyOf(standings).entrySet()) {
            Listener listener = rules.get(entry.getKey().rule());
            Integration integration =
                    integrations.find(entry.getKey().integration()).orElse(null);
            if (listener == null || entry.getValue().firing() && integration != null) {
                continue;
            }
            if (integration == null) {
                standings.remove(entry.getKey());
            } else if (!entry.getValue()
                    .since()
                    .plus(listener.rule().condition().hold())
                    .isAfter(now)) {
                fire(
                        listener,
                        integration,
                        judge.state(integration.key()),
                        entry.getValue().since(),
                        now);
            }
        }
    }

    /** Ends every alert of an integration that is no longer watched. */
    public synchronized void withdraw(Integration integration) {
        for (Listener listener : List.copyOf(rules.values())) {
            end(listener, integration, judge.state(integration.key()), clock.instant());
        }
    }

    /** Takes up where the rules stood before a restart. */
    public synchronized void restore(Collection<AlertEntry> entries) {
        for (AlertEntry entry : entries) {
            Severity severity = Severity.valueOf(entry.severity().toUpperCase(java.util.Locale.ROOT));
            Standing standing =
                    new Standing(entry.state().equals("firing"), severity, entry.condition(), entry.since());
            standings.putIfAbsent(new Case(entry.rule(), entry.key()), standing);
        }
    }

    private void observe(Listener listener, Judged judged) {
        AlertRule rule = listener.rule();
        Integration integration = judged.integration();
        Case here = new Case(rule.name(), integration.key());
        Standing standing = standings.get(here);
        Truth truth = integration.alerting().onFailure()
                ? rule.condition().condition().truth(name -> fact(name, judged))
                : Truth.FALSE;
        Instant at = judged.result().at();
        if (truth == Truth.FALSE) {
            end(listener, integration, judged.state(), at);
        } else if (truth == Truth.TRUE && standing == null) {
            if (rule.condition().hold().isZero()) {
                fire(listener, integration, judged.state(), at, at);
            } else {
                standings.put(
                        here,
                        new Standing(false, rule.severity(), rule.condition().toString(), at));
                keep(listener, integration, "pending", at, at);
            }
        } else if (truth == Truth.TRUE
                && standing != null
                && standing.firing()
                && rule.severity().compareTo(standing.severity()) > 0) {
            fire(listener, integration, judged.state(), standing.since(), at);
        }
    }

    private static @Nullable Object fact(String name, Judged judged) {
        return switch (name) {
            case "status", "service.status" -> judged.state().status();
            case "latency" -> judged.result().success() ? judged.result().latency() : null;
            case "consecutive_failures" -> judged.state().failures();
            default -> null;
        };
    }

    private void fire(Listener listener, Integration integration, IntegrationState state, Instant since, Instant at) {
        AlertRule rule = listener.rule();
        Case here = new Case(rule.name(), integration.key());
        standings.put(here, new Standing(true, rule.severity(), rule.condition().toString(), since));
        tell(listener, alert(rule, true, integration, state, since, at));
        // Kept only after it was told: a crash in between raises it again, and the outbox holds the repeat back.
        keep(listener, integration, "firing", since, at);
    }

    private void end(Listener listener, Integration integration, IntegrationState state, Instant at) {
        AlertRule rule = listener.rule();
        Standing standing = standings.remove(new Case(rule.name(), integration.key()));
        if (standing == null) {
            return;
        }
        if (standing.firing()) {
            tell(listener, alert(rule, false, integration, state, standing.since(), at));
        }
        keep(listener, integration, "resolved", standing.since(), at);
    }

    private static void tell(Listener listener, Alert alert) {
        LOG.info(
                "Alert {} rule={} integration={} severity={} status={}",
                alert.firing() ? "fires" : "ended",
                alert.rule(),
                alert.integration(),
                alert.severity().word(),
                alert.status().word());
        listener.route().accept(alert);
    }

    private void keep(Listener listener, Integration integration, String state, Instant since, Instant at) {
        AlertRule rule = listener.rule();
        try {
            journal.append(List.of(new AlertEntry(
                    rule.name(),
                    integration.key(),
                    state,
                    rule.severity().word(),
                    rule.condition().toString(),
                    since,
                    at)));
        } catch (StoreException e) {
            LOG.error("Alert not recorded rule={} integration={}", rule.name(), integration.key(), e);
        }
    }

    private static Alert alert(
            AlertRule rule,
            boolean firing,
            Integration integration,
            IntegrationState state,
            Instant since,
            Instant at) {
        Instant started = state.status() == Status.DOWN && state.failingSince() != null ? state.failingSince() : since;
        return new Alert(
                rule.name(),
                rule.condition().toString(),
                rule.severity(),
                firing,
                integration.key(),
                integration.name(),
                integration.kind(),
                integration.group(),
                state.status(),
                started,
                at,
                state.failures(),
                state.latency(),
                state.message(),
                integration.alerting().emails(),
                integration.runbook());
    }
}
