package io.rollcall.alert;

import io.rollcall.check.Metric;
import io.rollcall.condition.Truth;
import io.rollcall.integration.Integration;
import io.rollcall.integration.Integrations;
import io.rollcall.integration.Status;
import io.rollcall.judge.Judge;
import io.rollcall.judge.Judged;
import io.rollcall.store.Journal;
import io.rollcall.store.StoreException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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
    private final Excuses excuses;
    private final Journal journal;
    private final Clock clock;
    private final Map<String, Listener> rules = new LinkedHashMap<>();
    private final Map<Case, Standing> standings = new HashMap<>();

    public AlertRules(Integrations integrations, Judge judge, Journal journal, Clock clock) {
        this.integrations = integrations;
        this.judge = judge;
        this.excuses = new Excuses(integrations, judge, clock);
        this.journal = journal;
        this.clock = clock;
    }

    private record Listener(AlertRule rule, Consumer<Alert> route) {}

    private record Case(String rule, String integration) {}

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

    /** Fingerprints of the alerts that fire now, by rules that there are. */
    public synchronized Set<String> fingerprints() {
        return standings.entrySet().stream()
                .filter(entry -> entry.getValue().firing() && rules.containsKey(entry.getKey().rule()))
                .map(entry -> Alert.fingerprint(entry.getKey().rule(), entry.getKey().integration()))
                .collect(Collectors.toSet());
    }

    /** The rules that are about an integration, in the order in which they came. */
    public synchronized List<AlertRule> about(Integration integration) {
        return rules.values().stream()
                .map(Listener::rule)
                .filter(rule -> rule.concerns(integration.key()))
                .toList();
    }

    /** Why no alert about an integration would begin now, in words; empty when one would. */
    public synchronized Optional<String> excuse(Integration integration) {
        return integration.alerting().onFailure() ? excuses.known(integration) : Optional.of("its alerts are off");
    }

    /** How many alerts fire now. */
    public synchronized long firing() {
        return standings.values().stream().filter(Standing::firing).count();
    }

    /** Holds every rule against every outcome of a batch. */
    public synchronized void observeAll(List<Judged> batch) {
        for (Judged judged : batch) {
            String key = judged.integration().key();
            boolean watched = integrations.find(key).isPresent();
            for (Listener listener : rules.values()) {
                if (watched && listener.rule().concerns(key)) {
                    observe(listener, judged);
                }
            }
        }
    }

    /** Fires the rules whose condition has now held for their time. Called every second; costs what waits and fires. */
    public synchronized void ripen() {
        Instant now = clock.instant();
        for (var entry : Map.copyOf(standings).entrySet()) {
            Case here = entry.getKey();
            Standing standing = entry.getValue();
            Listener listener = rules.get(here.rule());
            Integration integration = integrations.find(here.integration()).orElse(null);
            if (listener == null) {
                continue;
            }
            if (integration == null) {
                standings.remove(here);
                keep(listener, here.integration(), "resolved", standing.since(), now);
            } else if (!listener.rule().concerns(here.integration())) {
                end(listener, sighting(integration, now));
            } else if (!standing.firing() && standing.ripe(listener.rule(), now) && !excuses.has(integration)) {
                fire(listener, sighting(integration, now), standing.since());
            }
        }
    }

    /**
     * Fires every rule that holds for this outcome, however long it asks for: for a single run, which cannot wait. Answers
     * why nothing was told, or empty when something was.
     */
    public synchronized Optional<String> fireAtOnce(Judged judged) {
        Integration integration = judged.integration();
        Optional<String> excuse = excuse(integration);
        if (excuse.isPresent()) {
            return excuse;
        }
        List<Listener> holding = rules.values().stream()
                .filter(listener -> listener.rule().concerns(integration.key()))
                .filter(listener ->
                        listener.rule().condition().condition().truth(name -> fact(name, judged)) == Truth.TRUE)
                .toList();
        Instant at = judged.result().at();
        holding.forEach(listener -> fire(listener, new Sighting(integration, judged.state(), at), at));
        return holding.isEmpty() ? Optional.of("no rule is about it") : Optional.empty();
    }

    /** Ends every alert of an integration that is no longer checked. */
    public synchronized void withdraw(Integration integration) {
        rules.values().forEach(listener -> end(listener, sighting(integration, clock.instant())));
    }

    /** Ends every alert of a rule that is about to be taken out for good. */
    public synchronized void retire(String rule) {
        Listener listener = rules.get(rule);
        if (listener != null) {
            integrations.all().forEach(integration -> end(listener, sighting(integration, clock.instant())));
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
        Sighting seen = new Sighting(
                judged.integration(), judged.state(), judged.result().at());
        Case here = new Case(rule.name(), seen.key());
        Standing standing = standings.get(here);
        if (excuses.wasNotCalled(judged)) {
            if (standing != null && !standing.firing()) {
                end(listener, seen);
            }
            return;
        }
        boolean muted = !seen.integration().alerting().onFailure();
        Truth truth = muted ? Truth.FALSE : rule.condition().condition().truth(name -> fact(name, judged));
        if (truth == Truth.FALSE) {
            boolean open = standing != null && standing.firing() && isAboutWhatIsUnknown(rule, judged);
            if (muted || !open) {
                end(listener, seen);
            }
        } else if (truth == Truth.TRUE && standing == null) {
            begin(listener, seen);
        } else if (truth == Truth.TRUE
                && standing != null
                && standing.mildlyFiring(rule)
                && !excuses.has(seen.integration())) {
            fire(listener, seen, standing.since());
        }
    }

    /** That nothing could be measured is no all-clear: true when the condition fails only because the status is unknown. */
    private static boolean isAboutWhatIsUnknown(AlertRule rule, Judged judged) {
        return judged.state().status() == Status.UNKNOWN
                && rule.condition().condition().truth(name -> name.endsWith("status") ? null : fact(name, judged))
                        != Truth.FALSE;
    }

    private static @Nullable Object fact(String name, Judged judged) {
        return switch (name) {
            case "status", "service.status" -> judged.state().status();
            case "latency" -> judged.result().success() ? judged.result().latency() : null;
            case "consecutive_failures" -> judged.state().failures();
            default -> metric(name.substring("metric.".length()), judged);
        };
    }

    /** The largest of that name, in its unit; null when the last check did not find it. */
    private static @Nullable Object metric(String name, Judged judged) {
        return judged.result().metrics().stream()
                .filter(metric -> metric.name().equals(name))
                .map(Metric::value)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private void begin(Listener listener, Sighting seen) {
        AlertRule rule = listener.rule();
        if (rule.condition().hold().isZero() && !excuses.has(seen.integration())) {
            fire(listener, seen, seen.at());
        } else {
            Standing pending =
                    new Standing(false, rule.severity(), rule.condition().toString(), seen.at());
            standings.put(new Case(rule.name(), seen.key()), pending);
            keep(listener, seen.key(), "pending", seen.at(), seen.at());
        }
    }

    private void fire(Listener listener, Sighting seen, Instant since) {
        AlertRule rule = listener.rule();
        Standing firing = new Standing(true, rule.severity(), rule.condition().toString(), since);
        standings.put(new Case(rule.name(), seen.key()), firing);
        tell(listener, seen.alert(rule, firing, true, dependents(seen.integration())));
        // Kept only after it was told: a crash in between tells it again, and the outbox drops the repeat.
        keep(listener, seen.key(), "firing", since, seen.at());
    }

    private List<String> dependents(Integration integration) {
        return integrations.neededBy(integration).stream()
                .map(Integration::name)
                .sorted()
                .toList();
    }

    private void end(Listener listener, Sighting seen) {
        Standing standing = standings.remove(new Case(listener.rule().name(), seen.key()));
        if (standing == null) {
            return;
        }
        if (standing.firing()) {
            tell(listener, seen.alert(listener.rule(), standing, false, List.of()));
        }
        keep(listener, seen.key(), "resolved", standing.since(), seen.at());
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

    private void keep(Listener listener, String key, String state, Instant since, Instant at) {
        AlertRule rule = listener.rule();
        String severity = rule.severity().word();
        String condition = rule.condition().toString();
        try {
            journal.append(List.of(new AlertEntry(rule.name(), key, state, severity, condition, since, at)));
        } catch (StoreException e) {
            LOG.error("Alert not recorded rule={} integration={}", rule.name(), key, e);
        }
    }

    private Sighting sighting(Integration integration, Instant at) {
        return new Sighting(integration, judge.state(integration.key()), at);
    }
}
