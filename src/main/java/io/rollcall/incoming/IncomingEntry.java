package io.rollcall.incoming;

import io.rollcall.alert.Alert;
import io.rollcall.store.JournalEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert of another system as it is kept.
 *
 * @param key its source, a colon, and what its source calls it
 * @param ended true when it is over and nothing more is to be kept
 * @param expiresAt when it counts as over unless it is said again; null for never
 * @param at when this was said
 * @param alert as it was told last
 */
public record IncomingEntry(String key, boolean ended, @Nullable Instant expiresAt, Instant at, Alert alert)
        implements JournalEntry {
    @Override
    public String type() {
        return "incoming";
    }
}
