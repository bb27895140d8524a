package io.rollcall.alert;

import io.rollcall.store.JournalEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a rule stands for a subject, as it is kept.
 *
 * @param key an integration's key, {@code group:<name>} or {@code system}
 * @param state pending, firing or resolved
 * @param since when the condition began to hold
 * @param at when this state began
 * @param clearSince since when it fires although the condition no longer holds, or null
 * @param alert what was told, or while it waits what would be; null when nothing was ever told
 */
public record AlertEntry(
        String rule,
        String key,
        String state,
        String severity,
        String condition,
        Instant since,
        Instant at,
        @Nullable Instant clearSince,
        @Nullable Alert alert)
        implements JournalEntry {
    @Override
    public String type() {
        return "alert";
    }
}
