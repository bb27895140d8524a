package io.rollcall.mute;

import io.rollcall.store.DatabaseState;
import io.rollcall.store.StoreException;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Keeps the silences in step with their table: reads it again when it has changed. Called by a timer. */
public final class SilenceTable {
    private final Silences silences;
    private final SilenceStore store;
    private final DatabaseState database;
    private final Clock clock;
    private @Nullable String mark;

    public SilenceTable(Silences silences, SilenceStore store, DatabaseState database, Clock clock) {
        this.silences = silences;
        this.store = store;
        this.database = database;
        this.clock = clock;
    }

    /** Takes over what changed in the table since the last time, where the database answers. */
    public synchronized void follow() {
        if (!database.up()) {
            return;
        }
        try {
            meet();
            database.reached();
        } catch (StoreException e) {
            database.missed(e);
        }
    }

    /** The same, whether the database is known to answer or not. Throws StoreException when it does not. */
    public synchronized void meet() {
        Instant now = clock.instant();
        String found = store.mark(now);
        if (!found.equals(mark)) {
            silences.follow(store.load(now));
            mark = found;
        }
    }
}
