package io.rollcall.publish;

import io.rollcall.store.JournalEntry;
import java.time.Instant;

/**
 * That subscribers were told of something, kept in one write with the messages.
 *
 * @param event names what has happened
 */
public record SubscribersTold(String event, Instant at) implements JournalEntry {
    @Override
    public String type() {
        return "subscribers_told";
    }
}
