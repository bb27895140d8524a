package io.rollcall.provision;

import io.rollcall.store.Journal;
import io.rollcall.store.StoreException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known of the things at vendors. Each change is in the journal before it counts. Thread-safe. */
public final class Provisions {
    private static final Logger LOG = LoggerFactory.getLogger(Provisions.class);

    private final Journal journal;
    private final ConcurrentMap<List<String>, Provisioned> known = new ConcurrentHashMap<>();

    public Provisions(Journal journal) {
        this.journal = journal;
    }

    /** How the thing of that integration stood last. */
    public Optional<Provisioned> find(String key, String thing) {
        return Optional.ofNullable(known.get(List.of(key, thing)));
    }

    /** Keeps how it stands now; the same once more is no news. */
    public void note(Provisioned now) {
        Provisioned before = find(now.key(), now.thing()).orElse(null);
        if (before != null && before.at(now.at()).equals(now)) {
            return;
        }
        LOG.info(
                "Provisioned integration={} thing={} status={} action={} id={} error={}",
                now.key(),
                now.thing(),
                now.status(),
                now.action(),
                now.externalId(),
                now.error());
        try {
            journal.append(List.of(now));
        } catch (StoreException e) {
            LOG.error("Provisioning not recorded: the vendor is searched again after a restart", e);
        }
        known.put(List.of(now.key(), now.thing()), now);
    }

    /** Takes up what the last run knew; what is newer stays. */
    public void restore(Collection<Provisioned> entries) {
        entries.forEach(entry -> known.merge(
                List.of(entry.key(), entry.thing()),
                entry,
                (before, other) -> other.at().isAfter(before.at()) ? other : before));
    }
}
