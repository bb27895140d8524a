package io.rollcall.alert;

import io.rollcall.store.Journal;
import io.rollcall.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where every rule stands for every subject, journaled with each change. Confined to its owner's lock. */
final class Standings {
    private static final Logger LOG = LoggerFactory.getLogger(Standings.class);

    /** No rule looks back further. */
    static final Duration MEMORY = Duration.ofDays(1);

    private final Journal journal;
    private final Map<Case, Standing> open = new HashMap<>();
    private final Map<Case, Instant> ended = new HashMap<>();

    record Case(String rule, String subject) {}

    Standings(Journal journal) {
        this.journal = journal;
    }

    @Nullable
    Standing find(String rule, String subject) {
        return open.get(new Case(rule, subject));
    }

    /** A copy. Not an immutable map: those look long for keys whose hashes lie side by side, as numbered subjects' do. */
    Map<Case, Standing> open() {
        return new HashMap<>(open);
    }

    /** Alerts that were told to begin and not yet to end, as they were told. */
    List<Alert> firing() {
        return open.values().stream()
                .filter(Standing::firing)
                .map(Standing::alert)
                .filter(Objects::nonNull)
                .toList();
    }

    long countFiring() {
        return open.values().stream().filter(Standing::firing).count();
    }

    /** True when that rule fires for that subject, or did at that moment or later. */
    boolean firedSince(String rule, String subject, Instant moment) {
        Case one = new Case(rule, subject);
        Standing standing = open.get(one);
        Instant end = ended.get(one);
        return standing != null && standing.firing() || end != null && !end.isBefore(moment);
    }

    /** Takes note of what a rule makes of a subject now, and keeps it. */
    void put(AlertRule rule, String subject, Standing standing, Instant at) {
        open.put(new Case(rule.name(), subject), standing);
        keep(new Case(rule.name(), subject), standing, standing.state(), at, standing.alert());
    }

    /** The same without keeping it: only what would be told has changed. */
    void refresh(AlertRule rule, String subject, Standing standing) {
        open.put(new Case(rule.name(), subject), standing);
    }

    /** Ends it, with what was told about the end, if anything. */
    void close(Case one, Standing standing, Instant at, @Nullable Alert told) {
        open.remove(one);
        if (standing.firing()) {
            ended.put(one, at);
        }
        keep(one, standing.clearSince(null), "resolved", at, told);
    }

    /** Forgets ends that no rule looks back to. */
    void forgetBefore(Instant moment) {
        ended.values().removeIf(end -> end.isBefore(moment));
    }

    /** Takes up where the rules stood before a restart; what has come up since wins. */
    void restore(Collection<AlertEntry> entries) {
        for (AlertEntry entry : entries) {
            Case one = new Case(entry.rule(), entry.key());
            if (!entry.state().equals("resolved")) {
                Severity severity = Severity.valueOf(entry.severity().toUpperCase(Locale.ROOT));
                boolean firing = entry.state().equals("firing");
                open.putIfAbsent(
                        one,
                        new Standing(
                                firing, severity, entry.condition(), entry.since(), entry.clearSince(), entry.alert()));
            } else if (entry.alert() != null) {
                ended.merge(one, entry.at(), (a, b) -> a.isAfter(b) ? a : b);
            }
        }
    }

    private void keep(Case one, Standing standing, String state, Instant at, @Nullable Alert alert) {
        AlertEntry entry = new AlertEntry(
                one.rule(),
                one.subject(),
                state,
                standing.severity().word(),
                standing.condition(),
                standing.since(),
                at,
                standing.clearSince(),
                alert);
        try {
            journal.append(List.of(entry));
        } catch (StoreException e) {
            LOG.error("Alert not recorded rule={} integration={}", one.rule(), one.subject(), e);
        }
    }
}
