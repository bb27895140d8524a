package io.rollcall.notify;

import io.rollcall.store.JournalEntry;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A message as the inbox keeps it.
 *
 * @param id the notification's; of a repeat the same
 * @param at when it was kept for
 * @param severity a word
 * @param firing false when all that it tells of has ended
 * @param text lines of it
 * @param link to the dashboard
 * @param alerts fingerprints of those that it tells of
 */
public record InboxEntry(
        UUID id,
        Instant at,
        String severity,
        boolean firing,
        String title,
        String text,
        String link,
        List<String> alerts)
        implements JournalEntry {
    @Override
    public String type() {
        return "inbox";
    }
}
