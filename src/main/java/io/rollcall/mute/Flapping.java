package io.rollcall.mute;

import io.rollcall.integration.FlapLimits;
import io.rollcall.integration.Integration;
import io.rollcall.integration.Status;
import io.rollcall.judge.Judged;
import io.rollcall.store.Journal;
import io.rollcall.store.StoreException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which integrations come and go, so that each change is no news? Counts confirmed states as Nagios does. What is not steady
 * is journaled with every state, so that a restart goes on exactly; what is steady costs neither memory nor journal.
 * Thread-safe.
 */
public final class Flapping {
    private static final Logger LOG = LoggerFactory.getLogger(Flapping.class);

    private final Journal journal;
    private final Map<String, FlapHistory> histories = new ConcurrentHashMap<>();
    private final List<Consumer<FlapChange>> listeners = new CopyOnWriteArrayList<>();

    public Flapping(Journal journal) {
        this.journal = journal;
    }

    /** Has somebody told when an integration begins or ceases to come and go. */
    public void tell(Consumer<FlapChange> listener) {
        listeners.add(listener);
    }

    /** Takes the confirmed states of a batch in its order. */
    public synchronized void observeAll(List<Judged> batch) {
        List<FlapEntry> entries = new ArrayList<>();
        List<FlapChange> changes = new ArrayList<>();
        for (Judged judged : batch) {
            if (isConfirmed(judged)) {
                observe(judged, entries, changes);
            }
        }
        keep(entries);
        changes.forEach(this::announce);
    }

    /** True while an integration of that key comes and goes. */
    public boolean flapping(String integration) {
        FlapHistory history = histories.get(integration);
        return history != null && history.flapping();
    }

    /** How much its status changed lately, from 0 to 100. */
    public double percent(String integration) {
        FlapHistory history = histories.get(integration);
        return history == null ? 0 : history.percent();
    }

    /** Takes histories from before a restart; what was observed since goes on. */
    public synchronized void restore(Collection<FlapEntry> known) {
        known.stream()
                .filter(entry -> FlapHistory.isRight(entry.states()))
                .map(entry -> Map.entry(entry.key(), new FlapHistory(entry.states(), entry.flapping())))
                .filter(entry ->
                        !entry.getValue().isSteady() || entry.getValue().flapping())
                .forEach(entry -> histories.putIfAbsent(entry.getKey(), entry.getValue()));
    }

    /** Forgets an integration that is no longer watched. */
    public void forget(Integration integration) {
        histories.remove(integration.key());
    }

    /** A failure or recovery that waits to be confirmed is no state yet, and what was not measured is none at all. */
    private static boolean isConfirmed(Judged judged) {
        Status status = judged.state().status();
        return status != Status.UNKNOWN
                && !judged.result().shortCircuited()
                && judged.result().status() == status;
    }

    private void observe(Judged judged, List<FlapEntry> entries, List<FlapChange> changes) {
        Integration integration = judged.integration();
        Status status = judged.state().status();
        Status earlier = judged.before().status();
        FlapHistory before = histories.get(integration.key());
        if (before == null) {
            boolean off = integration.alerting().flapping().off();
            if (off || earlier == status || earlier == Status.UNKNOWN) {
                return;
            }
            before = FlapHistory.steady(earlier);
        }
        FlapLimits limits = integration.alerting().flapping();
        FlapHistory after = before.after(status, limits);
        if (after.isSteady() && !after.flapping()) {
            histories.remove(integration.key());
        } else {
            histories.put(integration.key(), after);
        }
        entries.add(new FlapEntry(
                integration.key(),
                after.states(),
                after.flapping(),
                judged.result().at()));
        if (before.flapping() != after.flapping()) {
            changes.add(new FlapChange(
                    integration,
                    after.flapping(),
                    after.percent(),
                    status,
                    judged.result().at()));
        }
    }

    private void keep(List<FlapEntry> entries) {
        try {
            if (!entries.isEmpty()) {
                journal.append(entries);
            }
        } catch (StoreException e) {
            LOG.error("Flapping not recorded integrations={}", entries.size(), e);
        }
    }

    private void announce(FlapChange change) {
        LOG.info(
                "Flapping {} integration={} percent={} status={}",
                change.started() ? "started" : "stopped",
                change.integration().key(),
                Math.round(change.percent()),
                change.status());
        listeners.forEach(listener -> listener.accept(change));
    }
}
