package io.rollcall.alert;

import io.rollcall.integration.Integration;
import io.rollcall.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The windows that rules look into, and no others. One that is new is filled from the record of outcomes before anybody sees
 * it, so that neither a restart nor a new rule begins with half a truth. Confined to its owner's lock.
 */
final class Windows {
    private static final Logger LOG = LoggerFactory.getLogger(Windows.class);
    private static final Duration SWEEP = Duration.ofMinutes(1);

    private final Map<Key, Slices> windows = new HashMap<>();
    private final Map<Need, Wanted> wanted = new HashMap<>();
    /** Since when nobody asks for a window that is kept still. */
    private final Map<Need, Instant> unwanted = new HashMap<>();

    private boolean recorded;
    private boolean metrics;
    private @Nullable OutcomeHistory history;
    private Instant nextSweep = Instant.MIN;
    private Instant nextFill = Instant.MIN;

    private record Key(String subject, Need need) {}

    /** @param since from when on outcomes are counted as they come; null once those from before are in, too */
    private record Wanted(List<RuleScope> scopes, boolean spread, @Nullable Instant since) {
        boolean concerns(Integration integration) {
            return scopes.stream().anyMatch(scope -> scope.concerns(integration));
        }
    }

    /** From now on windows wait for the record, which may not be at hand yet. */
    void awaitHistory() {
        recorded = true;
    }

    /** The record is at hand. */
    void fillFrom(OutcomeHistory source) {
        recorded = true;
        history = source;
    }

    /** Keeps what these rules look into. What is no longer asked for is dropped a little later, for it may be a reload. */
    void want(Collection<AlertRule> rules, Instant now) {
        Map<Need, Wanted> next = new HashMap<>();
        for (AlertRule rule : rules) {
            for (Need need : rule.needs()) {
                Wanted same = next.get(need.plain());
                List<RuleScope> scopes = new ArrayList<>(same == null ? List.of() : same.scopes());
                scopes.add(rule.scope());
                boolean spread = need.spread() || same != null && same.spread();
                next.put(need.plain(), new Wanted(List.copyOf(scopes), spread, recorded ? now : null));
            }
        }
        next.replaceAll(this::goOn);
        unwanted.keySet().removeAll(next.keySet());
        wanted.keySet().stream().filter(old -> !next.containsKey(old)).forEach(old -> unwanted.putIfAbsent(old, now));
        wanted.putAll(next);
        metrics = wanted.keySet().stream().anyMatch(Need::isMetric);
    }

    /** The windows of before go on unless they lack percentiles that are asked for now. */
    private Wanted goOn(Need need, Wanted by) {
        Wanted before = wanted.get(need);
        if (before == null) {
            return by;
        }
        if (!before.spread() && by.spread()) {
            windows.keySet().removeIf(key -> key.need().equals(need));
            return by;
        }
        return new Wanted(by.scopes(), before.spread(), before.since());
    }

    /** Counts an outcome wherever it belongs. */
    void add(Integration integration, Sample sample) {
        wanted.forEach((need, by) -> add(integration, sample, need, by));
    }

    private void add(Integration integration, Sample sample, Need need, Wanted by) {
        boolean counts = by.concerns(integration)
                && (need.per() == RuleScope.Per.INTEGRATION
                        || integration.alerting().onFailure())
                && (!need.isMetric() || sample.has(need.metric()));
        Subject subject = counts ? by.scopes().get(0).subject(integration) : null;
        if (subject != null) {
            Slices window = windows.computeIfAbsent(new Key(subject.key(), need), key -> window(need, by.spread()));
            int place = window.place(sample.at());
            if (place >= 0) {
                window.add(sample, place);
            }
        }
    }

    private static Slices window(Need need, boolean spread) {
        if (need.what().equals(Need.OUTCOMES)) {
            return new OutcomeWindow(need.length());
        }
        return need.isRate()
                ? new RateWindow(need.metric(), need.length())
                : new ValueWindow(need.isMetric() ? need.metric() : "", need.length(), spread);
    }

    /** That window of a subject as it is now, or null when there is nothing in it or not all that should be. */
    @Nullable
    Slices find(String subject, Need need, Instant now) {
        Wanted by = wanted.get(need.plain());
        Slices window = windows.get(new Key(subject, need.plain()));
        if (by == null || window == null) {
            return null;
        }
        window.expire(now);
        boolean whole = by.since() == null || !by.since().plus(need.length()).isAfter(now);
        return whole && !window.isEmpty() ? window : null;
    }

    /** Fills what is new from the record, and now and then drops what is empty or no longer asked for. */
    void tend(Function<Sample, @Nullable Integration> counted, Instant now) {
        if (history != null
                && !now.isBefore(nextFill)
                && wanted.values().stream().anyMatch(by -> by.since() != null)) {
            fill(history, counted, now);
        }
        if (!now.isBefore(nextSweep)) {
            nextSweep = now.plus(SWEEP);
            windows.values().forEach(window -> window.expire(now));
            Set<Need> dropped = new HashSet<>();
            unwanted.forEach((need, since) -> {
                if (!since.plus(SWEEP).isAfter(now)) {
                    dropped.add(need);
                }
            });
            windows.entrySet()
                    .removeIf(entry -> dropped.contains(entry.getKey().need())
                            || entry.getValue().isEmpty()
                                    && !entry.getKey().need().isRate());
            wanted.keySet().removeAll(dropped);
            unwanted.keySet().removeAll(dropped);
        }
    }

    private void fill(OutcomeHistory source, Function<Sample, @Nullable Integration> counted, Instant now) {
        Map<Need, Wanted> open = new HashMap<>(wanted);
        open.values().removeIf(by -> by.since() == null);
        Instant until = open.values().stream()
                .map(by -> from(by, now))
                .max(Instant::compareTo)
                .orElse(now);
        Duration longest = open.keySet().stream()
                .map(Need::length)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        boolean measured = open.keySet().stream().anyMatch(Need::isMetric);
        List<Sample> past;
        try {
            // And the slice that is still full when its beginning is past the window's; slices are rounded up to
            // milliseconds.
            Instant from =
                    until.minus(longest).minus(longest.dividedBy(Slices.PARTS)).minusMillis(Slices.KEPT);
            past = source.between(from, until, measured);
        } catch (StoreException away) {
            LOG.warn("Outcomes of the past not read; rules on rates wait, at most until their time is over");
            nextFill = now.plus(SWEEP);
            return;
        }
        for (Sample sample : past) {
            Integration integration = counted.apply(sample);
            if (integration != null) {
                open.forEach((need, by) -> {
                    if (sample.at().isBefore(from(by, now))) {
                        add(integration, sample, need, by);
                    }
                });
            }
        }
        open.forEach((need, by) -> wanted.put(need, new Wanted(by.scopes(), by.spread(), null)));
    }

    private static Instant from(Wanted by, Instant now) {
        return by.since() == null ? now : by.since();
    }

    /** Whether any of them is about a metric. */
    boolean wantsMetrics() {
        return metrics;
    }

    /** How many windows there are. */
    int count() {
        return windows.size();
    }
}
