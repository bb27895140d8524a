package io.rollcall.publish;

import io.rollcall.publish.Address.Browser;
import io.rollcall.publish.Address.Mailbox;
import io.rollcall.push.Device;
import io.rollcall.store.JournalEntry;
import io.rollcall.words.Language;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber as he is kept.
 *
 * @param email null for a device, and once removed
 * @param endpoint of a device, as the keys beside it; null for a mailbox, and once removed
 * @param removed true when he is one no longer
 */
public record SubscriberEntry(
        String id,
        @Nullable String email,
        @Nullable String endpoint,
        @Nullable String p256dh,
        @Nullable String auth,
        Language language,
        Set<String> components,
        @Nullable Instant confirmedAt,
        boolean removed,
        Instant at)
        implements JournalEntry {

    static SubscriberEntry of(Subscriber subscriber) {
        Device device = subscriber.address() instanceof Browser browser ? browser.device() : null;
        return new SubscriberEntry(
                subscriber.id(),
                subscriber.address() instanceof Mailbox mailbox ? mailbox.email() : null,
                device == null ? null : device.endpoint().toString(),
                device == null ? null : device.key(),
                device == null ? null : device.secret(),
                subscriber.language(),
                subscriber.components(),
                subscriber.confirmedAt(),
                false,
                subscriber.at());
    }

    static SubscriberEntry removed(Subscriber subscriber) {
        return new SubscriberEntry(
                subscriber.id(), null, null, null, null, subscriber.language(), Set.of(), null, true, subscriber.at());
    }

    Subscriber subscriber() {
        return new Subscriber(id, address(), language, components, confirmedAt, at);
    }

    private Address address() {
        return endpoint == null
                ? new Mailbox(Objects.requireNonNull(email))
                : new Browser(
                        new Device(URI.create(endpoint), Objects.requireNonNull(p256dh), Objects.requireNonNull(auth)));
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
