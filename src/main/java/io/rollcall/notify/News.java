package io.rollcall.notify;

import io.rollcall.publish.PublicPage.Said;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something new on the status page.
 *
 * @param topic what it is about: what is new of the same takes the place of what was not sent yet
 * @param events what is told by it; each is told once
 * @param components keys of what it is about; empty for all
 * @param title for people; empty where the message says it all
 * @param until when it ended or ends; null while nobody knows
 * @param updates what people told of it, the newest first
 */
record News(
        Kind kind,
        String topic,
        Set<String> events,
        Set<String> components,
        String title,
        Instant from,
        @Nullable Instant until,
        List<Said> updates) {
    News {
        events = Set.copyOf(events);
        components = Set.copyOf(components);
        updates = List.copyOf(updates);
    }

    /** What has happened. */
    enum Kind {
        BEGUN,
        ENDED,
        UPDATE,
        ANNOUNCEMENT,
        MAINTENANCE,
        CONFIRM
    }
}
