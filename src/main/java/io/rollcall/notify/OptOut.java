package io.rollcall.notify;

import io.rollcall.store.JournalEntry;
import java.time.Instant;

/**
 * That somebody wants no messages over a channel, or wants them again.
 *
 * @param out false when they are wanted again
 */
public record OptOut(String channel, String recipient, boolean out, Instant at) implements JournalEntry {
    @Override
    public String type() {
        return "opt-out";
    }
}
