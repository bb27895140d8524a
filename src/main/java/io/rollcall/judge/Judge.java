package io.rollcall.judge;

import io.rollcall.check.CheckResult;
import io.rollcall.integration.Integration;
import io.rollcall.integration.Integrations;
import io.rollcall.store.Journal;
import io.rollcall.store.JournalEntry;
import io.rollcall.store.StoreException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds each integration's state and moves it on with every outcome. States are read from any thread; outcomes are judged
 * one batch at a time, so that those of one integration keep their order.
 */
public final class Judge {
    private static final Logger LOG = LoggerFactory.getLogger(Judge.class);

    private final Integrations integrations;
    private final Journal journal;
    private final ConcurrentMap<String, IntegrationState> states = new ConcurrentHashMap<>();
    /** Those whose first outcome of this run found no state. */
    private final Set<String> fromNothing = ConcurrentHashMap.newKeySet();

    public Judge(Integrations integrations, Journal journal) {
        this.integrations = integrations;
        this.journal = journal;
    }

    /** Judges a batch in its order and writes it to the journal. Repeats and outcomes of what was removed are dropped. */
    public synchronized List<Judged> judgeAll(List<CheckResult> results) {
        List<Judged> judged = new ArrayList<>(results.size());
        List<JournalEntry> entries = new ArrayList<>(results.size());
        for (CheckResult result : results) {
            Integration integration = integrations.find(result.integration()).orElse(null);
            IntegrationState before = state(result.integration());
            if (integration == null || before.knows(result)) {
                continue;
            }
            IntegrationState after = before.after(result, integration.thresholds());
            if (states.put(integration.key(), after) == null) {
                fromNothing.add(integration.key());
            }
            Judged one = new Judged(integration, result, before, after);
            judged.add(one);
            entries.add(OutcomeEntry.of(one));
            StatusChange change = one.change();
            if (change != null) {
                entries.add(ChangeEntry.of(change, integration.name()));
                announce(change);
            }
        }
        keep(entries);
        return judged;
    }

    private void keep(List<JournalEntry> entries) {
        try {
            if (!entries.isEmpty()) {
                journal.append(entries);
            }
        } catch (StoreException e) {
            // A full disk must not silence the alarm: the outcomes are lost to the record, not to the rules.
            LOG.error("Outcomes not recorded count={}", entries.size(), e);
        }
    }

    /** The state of an integration; the initial one before its first check. */
    public IntegrationState state(String key) {
        IntegrationState state = states.get(key);
        return state == null ? IntegrationState.initial(key) : state;
    }

    /** Takes states from before a restart, of which those that came first are the newest. What was judged since goes on. */
    public synchronized void restore(Collection<IntegrationState> known) {
        for (IntegrationState last : known) {
            states.merge(
                    last.key(), last, (now, before) -> fromNothing.remove(before.key()) ? now.continuing(before) : now);
        }
    }

    /** Forgets an integration that is no longer watched. */
    public void forget(String key) {
        states.remove(key);
        fromNothing.remove(key);
    }

    private static void announce(StatusChange change) {
        LOG.info(
                "Status changed integration={} from={} to={} reason={}",
                change.integration(),
                change.from(),
                change.to(),
                change.message());
    }
}
