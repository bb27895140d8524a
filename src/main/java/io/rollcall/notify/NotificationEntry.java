package io.rollcall.notify;

import io.rollcall.alert.Alert;
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
 * @param rule the alert's rule
 * @param key the integration's key
 * @param severity the alert's severity as a word
 * @param firing true for an alarm, false for its end
 * @param state how far it has come
 * @param attempts how often delivery was tried
 * @param lastError why the last attempt failed or why it was cancelled, without secrets, or null
 * @param createdAt when it was asked for
 * @param nextAttemptAt not before this time, or null when nothing more will happen
 * @param sentAt when the channel accepted it, or null
 * @param receipt what the channel calls it, or null
 * @param alert what it tells
 */
public record NotificationEntry(
        UUID id,
        String channel,
        String recipient,
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
        Alert alert)
        implements JournalEntry {

    @Override
    public String type() {
        return "notification";
    }

    Notification notification() {
        return new Notification(id, channel, recipient, alert, createdAt);
    }
}
