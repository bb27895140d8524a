package io.rollcall.notify;

import io.rollcall.push.Subscription;
import io.rollcall.push.Subscriptions;
import io.rollcall.push.Vapid;
import io.rollcall.words.Words;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a browser's push service is sent (RFC 8030), and what its answer means. Thread-safe. */
public final class PushMessage {
    /** Seconds for which a browser that is off may be told later: an end takes the place of its alarm there. */
    private static final int TTL = 24 * 60 * 60;

    private static final int LONGEST_TOPIC = 32;

    private final @Nullable Vapid vapid;
    private final Subscriptions subscriptions;
    private final URI publicUrl;
    private final Words words;

    /** In English. */
    public PushMessage(@Nullable Vapid vapid, Subscriptions subscriptions, URI publicUrl) {
        this(vapid, subscriptions, publicUrl, Words.english());
    }

    /** Without an identity the channel is off and nothing is rendered. */
    public PushMessage(@Nullable Vapid vapid, Subscriptions subscriptions, URI publicUrl, Words words) {
        this.vapid = vapid;
        this.subscriptions = subscriptions;
        this.publicUrl = publicUrl;
        this.words = words;
    }

    /** The body, which only this browser can read. */
    public byte[] render(Notification notification) {
        byte[] text = PushPayload.render(notification, publicUrl, words, topic(notification), Subscription.MOST_BYTES);
        return subscription(notification).seal(text);
    }

    /** Where it is posted; secret. */
    public String url(Notification notification) {
        return subscription(notification).endpoint().toString();
    }

    /** The header {@code Authorization}. */
    public String authorization(Notification notification) {
        if (vapid == null) {
            throw new IllegalStateException("Channel push is off");
        }
        return vapid.authorization(subscription(notification).endpoint());
    }

    /** The header {@code TTL} in seconds. */
    public int ttl() {
        return TTL;
    }

    /** The header {@code Urgency}: whether a device is woken, and on what battery. */
    public String urgency(Notification notification) {
        return switch (notification.lead().severity()) {
            case CRITICAL -> "high";
            case WARNING -> "normal";
            case INFO -> "low";
        };
    }

    /** The header {@code Topic}: a message takes the place of an older one about the same that was not delivered yet. */
    public String topic(Notification notification) {
        return Hash.of(notification.notice().topic()).substring(0, LONGEST_TOPIC);
    }

    /**
     * The push service's answer. A subscription that is none any more is removed.
     *
     * @throws DeliveryException when the message was not taken
     */
    public String receipt(Notification notification, int status, @Nullable String retryAfter, @Nullable String body) {
        if (status >= 200 && status < 300) {
            return String.valueOf(status);
        }
        if (status == 404 || status == 410) {
            subscriptions.remove(notification.recipient());
            throw new DeliveryException(DeliveryFailure.gone("HTTP " + status + ": the subscription has ended"));
        }
        Map<String, String> headers = retryAfter == null ? Map.of() : Map.of("Retry-After", retryAfter);
        throw new DeliveryException(DeliveryFailure.of(status, headers, body));
    }

    private Subscription subscription(Notification notification) {
        return subscriptions
                .find(notification.recipient())
                .orElseThrow(() -> new DeliveryException(
                        subscriptions.isComplete()
                                ? DeliveryFailure.gone("The subscription has ended")
                                : DeliveryFailure.passing(
                                        "The subscriptions are not known yet: the database is away")));
    }
}
