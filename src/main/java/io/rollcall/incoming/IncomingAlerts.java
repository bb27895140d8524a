package io.rollcall.incoming;

import io.rollcall.alert.Alert;
import io.rollcall.store.Journal;
import io.rollcall.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which alerts of other systems are open. Each change is told first and journaled then, before its sender is answered: a
 * crash in between makes the sender say it again, and the groups know it already. Thread-safe.
 */
public final class IncomingAlerts {
    /** So many may be open, over all senders: beyond it is a mistake or malice, and would cost everyone. */
    static final int MOST_OPEN = 50_000;

    private static final Logger LOG = LoggerFactory.getLogger(IncomingAlerts.class);

    private final Journal journal;
    private final Clock clock;
    private final Duration resolveTimeout;
    private final Map<String, Open> open = new LinkedHashMap<>();
    /** Keys of what has ended before the last run was taken up; null once it is. */
    private @Nullable Set<String> endedEarly = new HashSet<>();

    private final Map<String, AtomicLong> taken = new ConcurrentHashMap<>();
    private volatile Consumer<Alert> route = alert -> {};
    private volatile BiConsumer<Alert, String> acknowledging = (alert, source) -> {};

    /** @param keptUntil the expiry that is in the journal, which is not written for each prolongation */
    private record Open(Alert alert, @Nullable Instant expiresAt, @Nullable Instant keptUntil) {
        boolean over(Instant now) {
            return expiresAt != null && !expiresAt.isAfter(now);
        }
    }

    /** @param resolveTimeout how long a sender that must repeat itself may be silent after a restart of ours */
    public IncomingAlerts(Journal journal, Clock clock, Duration resolveTimeout) {
        this.journal = journal;
        this.clock = clock;
        this.resolveTimeout = resolveTimeout;
    }

    /** Where alerts go when they begin, change and end. */
    public void tell(Consumer<Alert> listener) {
        route = listener;
    }

    /** Where it goes that somebody at a source looks after an alert. */
    public void acknowledge(BiConsumer<Alert, String> listener) {
        acknowledging = listener;
    }

    /**
     * Takes what a sender says, in its order.
     *
     * @throws BadReport when so many are open that no more is taken
     */
    public synchronized void take(List<Said> report) {
        Instant now = clock.instant();
        long fresh = report.stream()
                .filter(said -> said instanceof Said.Fires && !open.containsKey(said.key()))
                .map(Said::key)
                .distinct()
                .count();
        if (fresh > 0 && open.size() + fresh > MOST_OPEN) {
            throw new BadReport(null, "more than " + MOST_OPEN + " alerts would be open");
        }
        List<IncomingEntry> entries = new ArrayList<>();
        try {
            for (Said said : report) {
                taken.computeIfAbsent(said.source(), source -> new AtomicLong()).incrementAndGet();
                if (said instanceof Said.Fires fires) {
                    fires(fires, now, entries);
                } else if (said instanceof Said.Acknowledged) {
                    Open known = open.get(said.key());
                    if (known != null) {
                        acknowledging.accept(known.alert(), said.source());
                    }
                } else {
                    ends(said.key(), now, entries);
                }
            }
        } finally {
            // What was told is kept, even where the rest could not be told: its sender says it again.
            keep(entries);
        }
    }

    /** Ends what was not said again in time. */
    public synchronized void expire() {
        Instant now = clock.instant();
        List<IncomingEntry> entries = new ArrayList<>();
        open.entrySet().stream()
                .filter(one -> one.getValue().over(now))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(key -> ends(key, now, entries));
        keep(entries);
    }

    /** Fingerprints of those that are open. */
    public synchronized Set<String> fingerprints() {
        return open.values().stream().map(one -> one.alert().fingerprint()).collect(Collectors.toSet());
    }

    /** How many reports of alerts were taken from that source, repeats included. */
    public long taken(String source) {
        AtomicLong count = taken.get(source);
        return count == null ? 0 : count.get();
    }

    /** Takes up the last run. Whoever must repeat itself has the time for it; what was said since wins. */
    public synchronized void restore(Collection<IncomingEntry> entries) {
        Instant atLeast = clock.instant().plus(resolveTimeout);
        for (IncomingEntry entry : entries) {
            Instant kept = entry.expiresAt();
            Instant expiresAt = kept == null || kept.isAfter(atLeast) ? kept : atLeast;
            open.putIfAbsent(entry.key(), new Open(entry.alert(), expiresAt, kept));
        }
    }

    /** All of the last run has been taken up. */
    public synchronized void complete() {
        Set<String> early = endedEarly;
        endedEarly = null;
        if (early != null) {
            List<IncomingEntry> entries = new ArrayList<>();
            early.forEach(key -> ends(key, clock.instant(), entries));
            keep(entries);
        }
    }

    private void fires(Said.Fires said, Instant now, List<IncomingEntry> entries) {
        Open known = open.get(said.key());
        Alert alert = said.alert(known == null ? null : known.alert(), now);
        boolean news = known == null || !known.alert().equals(alert);
        if (news) {
            log(alert, known == null ? "fires" : "changed");
            route.accept(alert);
        }
        Instant kept = known == null ? null : known.keptUntil();
        boolean keep = news || isMoved(kept, said.expiresAt());
        open.put(said.key(), new Open(alert, said.expiresAt(), keep ? said.expiresAt() : kept));
        if (endedEarly != null) {
            endedEarly.remove(said.key());
        }
        if (keep) {
            entries.add(new IncomingEntry(said.key(), false, said.expiresAt(), now, alert));
        }
    }

    /** A shift that the grace after a restart covers need not be written. */
    private boolean isMoved(@Nullable Instant kept, @Nullable Instant newer) {
        return kept == null || newer == null
                ? kept != newer
                : Duration.between(kept, newer).abs().compareTo(resolveTimeout) >= 0;
    }

    private void ends(String key, Instant now, List<IncomingEntry> entries) {
        if (endedEarly != null) {
            endedEarly.add(key);
        }
        Open known = open.get(key);
        if (known != null) {
            Alert end = known.alert().ended(now);
            log(end, "ended");
            route.accept(end);
            open.remove(key);
            entries.add(new IncomingEntry(key, true, null, now, end));
        }
    }

    private void keep(List<IncomingEntry> entries) {
        try {
            if (!entries.isEmpty()) {
                journal.append(entries);
            }
        } catch (StoreException e) {
            LOG.error("Alerts of others not recorded count={}", entries.size(), e);
        }
    }

    private static void log(Alert alert, String what) {
        LOG.info(
                "Incoming alert {} rule={} key={} severity={}",
                what,
                alert.rule(),
                alert.integration(),
                alert.severity().word());
    }
}
