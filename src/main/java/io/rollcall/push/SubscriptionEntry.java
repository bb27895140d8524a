package io.rollcall.push;

import io.rollcall.alert.Severity;
import io.rollcall.store.JournalEntry;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as it is kept.
 *
 * @param removed true when it is one no longer
 * @param owner who subscribed it; null where nobody was known, and in entries from before owners were
 */
public record SubscriptionEntry(
        String id,
        String endpoint,
        String p256dh,
        String auth,
        Severity severity,
        boolean removed,
        Instant at,
        @Nullable String owner)
        implements JournalEntry {

    static SubscriptionEntry of(Subscription subscription, boolean removed, Instant at) {
        Device device = subscription.device();
        return new SubscriptionEntry(
                device.id(),
                device.endpoint().toString(),
                device.key(),
                device.secret(),
                subscription.severity(),
                removed,
                at,
                subscription.owner());
    }

    Subscription subscription() {
        return new Subscription(new Device(URI.create(endpoint), p256dh, auth), severity, at, owner);
    }

    @Override
    public String type() {
        return "push_subscription";
    }

    @Override
    public String toString() {
        return "SubscriptionEntry[id=" + id + ", removed=" + removed + "]";
    }
}
