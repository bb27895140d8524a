package io.rollcall.notify;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That a recipient was sent a message, which may have told of several notifications.
 *
 * @param name what the channel calls it: the same for all that were told together
 * @param at when the channel accepted it
 */
public record SentMessage(String channel, String recipient, String name, Instant at) {
    static SentMessage of(NotificationEntry entry) {
        return new SentMessage(entry.channel(), entry.recipient(), name(entry.id(), entry.receipt()), entry.toldAt());
    }

    static String name(UUID id, @Nullable String receipt) {
        return receipt == null ? id.toString() : receipt;
    }
}
