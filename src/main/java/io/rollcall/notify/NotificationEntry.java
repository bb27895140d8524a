package io.rollcall.notify;

import io.rollcall.group.Notice;
import io.rollcall.store.JournalEntry;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notification as the journal and the table keep it: of several entries with one id the last one is true.
 *
 * @param id the notification's id
 * @param channel such as {@code slack}
 * @param recipient an address or number, or empty where the channel itself knows whom it reaches
 * @param topic what it is about: an end has that of its alarm
 * @param rule the rule of the first alert
 * @param key the key of its integration
 * @param severity its severity as a word
 * @param firing true for an alarm, false for its end
 * @param state how far it has come
 * @param attempts how often delivery was tried
 * @param lastError why the last attempt failed or why it was cancelled, without secrets, or null
 * @param createdAt when it was asked for
 * @param nextAttemptAt not before this time, or null when nothing more will happen
 * @param sentAt when the channel accepted it, or null
 * @param receipt what the channel calls it, or null
 * @param notice what it tells
 */
public record NotificationEntry(
        UUID id,
        String channel,
        String recipient,
        String topic,
        String rule,
        String key,
        String severity,
        boolean firing,
        NotificationState state,
        int attempts,
        @Nullable String lastError,
        Instant createdAt,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant sentAt,
        @Nullable String receipt,
        Notice notice)
        implements JournalEntry {

    @Override
    public String type() {
        return "notification";
    }

    /** When the channel accepted it, or the nearest that is known. */
    Instant toldAt() {
        return sentAt == null ? createdAt : sentAt;
    }

    Notification notification() {
        return new Notification(id, channel, recipient, notice, createdAt);
    }

    /** The same, given up although the channel had accepted it. */
    NotificationEntry dead(String reason) {
        return new NotificationEntry(
                id,
                channel,
                recipient,
                topic,
                rule,
                key,
                severity,
                firing,
                NotificationState.DEAD,
                attempts,
                reason,
                createdAt,
                null,
                sentAt,
                receipt,
                notice);
    }
}
