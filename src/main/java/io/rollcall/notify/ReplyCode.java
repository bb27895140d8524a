package io.rollcall.notify;

import io.rollcall.store.JournalEntry;
import java.time.Instant;
import java.util.List;

/**
 * The number by which a recipient answers a message.
 *
 * @param recipient a number such as {@code +4915112345678}
 * @param code from 1 to 999, the recipient's own
 * @param topics what it stands for
 * @param at when a message last said it
 */
public record ReplyCode(String recipient, int code, List<String> topics, Instant at) implements JournalEntry {
    public ReplyCode {
        topics = List.copyOf(topics);
    }

    @Override
    public String type() {
        return "reply-code";
    }
}
