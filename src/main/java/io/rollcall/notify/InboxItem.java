package io.rollcall.notify;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message of the inbox as people see it.
 *
 * @param id grows with each message
 * @param firing false when all that it tells of has ended
 * @param alerts fingerprints of those that it tells of
 * @param readAt when somebody marked it as read, or null
 */
public record InboxItem(
        long id,
        Instant at,
        String severity,
        boolean firing,
        String title,
        String text,
        String link,
        List<String> alerts,
        @Nullable Instant readAt) {}
