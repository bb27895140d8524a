package io.rollcall.mute;

import io.rollcall.store.JournalEntry;
import java.time.Instant;

/**
 * The confirmed states of an integration as they are kept, while they are not all the same.
 *
 * @param key the integration's key
 * @param states the last 21, the oldest first: h healthy, g degraded, d down
 * @param at when the check of the last one began
 */
public record FlapEntry(String key, String states, boolean flapping, Instant at) implements JournalEntry {
    @Override
    public String type() {
        return "flapping";
    }
}
