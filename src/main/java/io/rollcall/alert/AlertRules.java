package io.rollcall.alert;

import io.rollcall.alert.Rulebook.Listener;
import io.rollcall.alert.Standings.Case;
import io.rollcall.condition.Truth;
import io.rollcall.integration.Integration;
import io.rollcall.integration.Integrations;
import io.rollcall.judge.Judge;
import io.rollcall.judge.Judged;
import io.rollcall.store.Journal;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds each rule against each outcome, and raises an alert when it has held for long enough and again when it no longer
 * does. A rule that cannot be decided, for want of a measured value, stays where it is. Thread-safe.
 */
public final class AlertRules {
    private final Integrations integrations;
    private final Excuses excuses;
    private final Subjects subjects;
    private final Clock clock;
    private final Rulebook rules = new Rulebook();
    private final Standings standings;
    private final Raising raising;
    private final Windows windows = new Windows();

    public AlertRules(Integrations integrations, Judge judge, Journal journal, Clock clock) {
        this(integrations, judge, journal, clock, key -> "CLOSED");
    }

    /** With the state of an integration's circuit breaker by its key. */
    public AlertRules(
            Integrations integrations, Judge judge, Journal journal, Clock clock, Function<String, String> breakers) {
        this.integrations = integrations;
        this.excuses = new Excuses(integrations, judge, clock);
        this.subjects = new Subjects(integrations, judge, windows, breakers);
        this.standings = new Standings(journal);
        this.raising = new Raising(standings, subjects, excuses);
        this.clock = clock;
    }

    /** Adds a rule whose alerts go to the route, or replaces the one of its name; where it stands is kept. */
    public synchronized void register(AlertRule rule, Consumer<Alert> route) {
        rules.put(rule, route);
        arrange();
    }

    /** Takes a rule out. Where it stood is kept, in case it is only being reloaded. */
    public synchronized void unregister(String rule) {
        rules.remove(rule);
        arrange();
    }

    private void arrange() {
        windows.want(rules.inOrder().stream().map(Listener::rule).toList(), clock.instant());
    }

    /** The rules, in the order in which they came. */
    public synchronized List<AlertRule> all() {
        return rules.inOrder().stream().map(Listener::rule).toList();
    }

    /** Fingerprints of the alerts that fire now, by rules that there are. */
    public synchronized Set<String> fingerprints() {
        return standings.firing().stream()
                .filter(alert -> rules.find(alert.rule()) != null)
                .map(Alert::fingerprint)
                .collect(Collectors.toSet());
    }

    /** The rules that are about an integration, in the order in which they came. */
    public synchronized List<AlertRule> about(Integration integration) {
        return rules.about(integration).stream().map(Listener::rule).toList();
    }

    /** Why no alert about an integration would begin now, in words; empty when one would. */
    public synchronized Optional<String> excuse(Integration integration) {
        return integration.alerting().onFailure() ? excuses.known(integration) : Optional.of("its alerts are off");
    }

    /** How many alerts fire now. */
    public synchronized long firing() {
        return standings.countFiring();
    }

    /** The alerts that fire now, as they were told; without those that a version before this one left behind. */
    public synchronized List<Alert> firingAlerts() {
        return standings.firing();
    }

    /** Windows wait for the record of past outcomes, which comes later. To be called before the rules come. */
    public synchronized void awaitHistory() {
        windows.awaitHistory();
    }

    /** The record of past outcomes can be read from now on. */
    public synchronized void fillFrom(OutcomeHistory history) {
        windows.fillFrom(history);
    }

    /** Holds every rule against every outcome of a batch. */
    public synchronized void observeAll(List<Judged> batch) {
        for (Judged judged : batch) {
            String key = judged.integration().key();
            if (integrations.find(key).isEmpty()) {
                continue;
            }
            boolean counted = excuses.counts(judged);
            if (counted) {
                windows.add(judged.integration(), Sample.of(judged.result(), windows.wantsMetrics()));
            }
            for (Listener listener : rules.about(judged.integration())) {
                observe(listener, judged, counted);
            }
        }
    }

    /** Fires the rules whose condition has now held for their time. Called every second; costs what waits and fires. */
    public synchronized void ripen() {
        Instant now = clock.instant();
        windows.tend(excuses::counted, now);
        standings.forgetBefore(now.minus(Standings.MEMORY));
        Map<Case, Standing> open = standings.open();
        open.keySet().stream()
                .filter(one -> rules.find(one.rule()) != null)
                .sorted(Comparator.comparingInt(one -> rules.place(one.rule())))
                .forEach(one -> ripen(one, Objects.requireNonNull(open.get(one)), now));
    }

    private void ripen(Case one, Standing standing, Instant now) {
        Listener listener = Objects.requireNonNull(rules.find(one.rule()));
        AlertRule rule = listener.rule();
        Subject subject = subjects.find(rule, one.subject());
        if (subject == null) {
            Alert told = standing.alert();
            Alert end = standing.firing() && told != null ? Sighting.end(told, now) : null;
            if (end != null) {
                Raising.tell(listener, end);
            }
            standings.close(one, standing, now, end);
        } else if (!subjects.concerns(rule, subject) || standing.over(rule, now)) {
            raising.end(listener, subjects.sighting(rule, subject, now));
        } else if (standing.ripe(rule, now) && !excuses.has(subject)) {
            Sighting seen = subjects.sighting(rule, subject, now);
            if (seen.evidence().denies() || isToldByAnother(rule, seen)) {
                raising.end(listener, seen);
            } else {
                raising.fire(listener, seen, standing);
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
        boolean told = false;
        for (Listener listener : rules.about(integration)) {
            AlertRule rule = listener.rule();
            // A single run has no past that a rule could look back to.
            if (!rule.needs().isEmpty()) {
                continue;
            }
            Sighting seen = subjects.sighting(rule, judged, clock.instant());
            boolean holds = rule.condition().condition().truth(seen.evidence()) == Truth.TRUE;
            if (holds && !isToldByAnother(rule, seen)) {
                Alert draft = seen.alert(true, seen.at(), seen.annotations(), List.of());
                raising.fire(listener, seen, Standing.of(rule, false, seen.at(), draft));
                told = true;
            }
        }
        return told ? Optional.empty() : Optional.of("no rule is about it");
    }

    /** Ends every alert of an integration that is no longer checked. */
    public synchronized void withdraw(Integration integration) {
        Subject subject = Subject.of(integration);
        rules.forget(integration);
        rules.inOrder()
                .forEach(listener ->
                        raising.end(listener, subjects.sighting(listener.rule(), subject, clock.instant())));
    }

    /** Ends every alert of a rule that is about to be taken out for good. */
    public synchronized void retire(String rule) {
        Listener listener = rules.find(rule);
        if (listener != null) {
            standings.open().keySet().stream()
                    .filter(one -> one.rule().equals(rule))
                    .flatMap(one -> Optional.ofNullable(subjects.find(listener.rule(), one.subject())).stream())
                    .forEach(subject ->
                            raising.end(listener, subjects.sighting(listener.rule(), subject, clock.instant())));
        }
    }

    /** Takes up where the rules stood before a restart. */
    public synchronized void restore(Collection<AlertEntry> entries) {
        standings.restore(entries);
    }

    private void observe(Listener listener, Judged judged, boolean counted) {
        AlertRule rule = listener.rule();
        Sighting seen = subjects.sighting(rule, judged, clock.instant());
        Standing standing = standings.find(rule.name(), seen.key());
        if (standing == null && !listener.glance().mayHold(seen.evidence())) {
            return;
        }
        boolean muted = !judged.integration().alerting().onFailure();
        if (seen.integration() == null && (muted || !counted)) {
            return;
        }
        if (excuses.wasNotCalled(judged)) {
            if (standing != null && !standing.firing()) {
                raising.end(listener, seen);
            }
            return;
        }
        Truth truth = muted ? Truth.FALSE : rule.condition().condition().truth(seen.evidence());
        if (truth == Truth.TRUE) {
            holds(listener, seen, standing);
        } else if (truth == Truth.FALSE && standing != null) {
            boolean open = !muted && standing.firing() && seen.evidence().isAboutWhatIsUnknown(judged);
            if (!open && (muted || !keepsFiring(rule, seen, standing))) {
                raising.end(listener, seen);
            }
        }
    }

    private void holds(Listener listener, Sighting seen, @Nullable Standing known) {
        AlertRule rule = listener.rule();
        Standing standing = known;
        if (standing != null && standing.clearSince() != null) {
            standing = standing.clearSince(null);
            standings.put(rule, seen.key(), standing, seen.at());
        }
        if (standing == null || !standing.firing()) {
            if (isToldByAnother(rule, seen)) {
                raising.end(listener, seen);
            } else if (standing == null) {
                raising.begin(listener, seen);
            } else if (!rule.texts().isEmpty()) {
                Alert draft = seen.alert(true, standing.since(), seen.annotations(), List.of());
                standings.refresh(rule, seen.key(), standing.with(draft));
            }
        } else if (standing.mildlyFiring(rule) && !excuses.has(seen.subject())) {
            raising.fire(listener, seen, standing);
        }
    }

    /** True when it goes on to fire for a while although its condition no longer holds. */
    private boolean keepsFiring(AlertRule rule, Sighting seen, Standing standing) {
        if (!standing.firing() || rule.timing().keepFiring().isZero()) {
            return false;
        }
        if (standing.clearSince() == null) {
            standings.put(rule, seen.key(), standing.clearSince(seen.at()), seen.at());
            return true;
        }
        return !standing.over(rule, seen.at());
    }

    /** True while a rule that tells the same cause fires for it, or what this rule looks back to holds such a time. */
    private boolean isToldByAnother(AlertRule rule, Sighting seen) {
        if (rule.unless().isEmpty()) {
            return false;
        }
        boolean looksBack = !rule.needs().isEmpty();
        Instant from =
                looksBack ? subjects.lookBack(rule, seen.at()) : seen.at().plusNanos(1);
        List<String> keys = subjects.keysWithin(rule, seen.subject());
        return rule.unless().stream().anyMatch(other -> keys.stream()
                .anyMatch(key -> standings.firedSince(other, key, from) || isHeldBack(other, key, seen.at())));
    }

    /** True when that rule would fire for it by now, had that not an excuse. */
    private boolean isHeldBack(String rule, String key, Instant now) {
        Listener listener = rules.find(rule);
        Standing standing = standings.find(rule, key);
        return listener != null && standing != null && standing.ripe(listener.rule(), now);
    }
}
