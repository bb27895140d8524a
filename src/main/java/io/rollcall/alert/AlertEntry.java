package io.rollcall.alert;

import io.rollcall.store.JournalEntry;
import java.time.Instant;

/**
 * Where a rule stands for an integration, as it is kept.
 *
 * @param state pending, firing or resolved
 * @param since when the condition began to hold
 * @param at when this state began
 */
public record AlertEntry(
        String rule, String key, String state, String severity, String condition, Instant since, Instant at)
        implements JournalEntry {
    @Override
    public String type() {
        return "alert";
    }
}
