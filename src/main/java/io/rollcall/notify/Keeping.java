package io.rollcall.notify;

import io.rollcall.store.Journal;
import io.rollcall.store.JournalEntry;
import io.rollcall.store.StoreException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Journals what becomes of notifications. Guarded by the outbox. */
final class Keeping {
    private static final Logger LOG = LoggerFactory.getLogger(Keeping.class);

    private final Journal journal;

    Keeping(Journal journal) {
        this.journal = journal;
    }

    void record(List<Queued> changed) {
        keep(changed.stream().map(Queued::entry).toList());
    }

    /** A notification goes out even when it cannot be journaled: a full disk must not silence an alarm. */
    void keep(List<? extends JournalEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        try {
            journal.append(entries);
        } catch (StoreException e) {
            LOG.error("Notifications not journaled: they are delivered, but would be lost in a crash", e);
        }
    }
}
