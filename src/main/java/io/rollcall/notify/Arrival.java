package io.rollcall.notify;

import io.rollcall.store.JournalEntry;
import java.time.Instant;
import java.util.UUID;

/**
 * That the channel says a notification has reached its recipient.
 *
 * @param id the notification's id
 */
public record Arrival(UUID id, Instant at) implements JournalEntry {
    @Override
    public String type() {
        return "arrival";
    }
}
