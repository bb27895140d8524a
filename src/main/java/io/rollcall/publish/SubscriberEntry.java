package io.rollcall.publish;

import io.rollcall.store.JournalEntry;
import io.rollcall.words.Language;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber as he is kept.
 *
 * @param email empty once removed
 * @param removed true when he is one no longer
 */
public record SubscriberEntry(
        String id,
        String email,
        Language language,
        Set<String> components,
        @Nullable Instant confirmedAt,
        boolean removed,
        Instant at)
        implements JournalEntry {

    static SubscriberEntry of(Subscriber subscriber) {
        return new SubscriberEntry(
                subscriber.id(),
                subscriber.email(),
                subscriber.language(),
                subscriber.components(),
                subscriber.confirmedAt(),
                false,
                subscriber.at());
    }

    static SubscriberEntry removed(Subscriber subscriber) {
        return new SubscriberEntry(subscriber.id(), "", subscriber.language(), Set.of(), null, true, subscriber.at());
    }

    Subscriber subscriber() {
        return new Subscriber(id, email, language, components, confirmedAt, at);
    }

    @Override
    public String type() {
        return "subscriber";
    }

    @Override
    public String toString() {
        return "SubscriberEntry[id=" + id + ", removed=" + removed + "]";
    }
}
