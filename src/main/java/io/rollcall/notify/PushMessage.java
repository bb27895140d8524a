package io.rollcall.notify;

import io.rollcall.alert.Severity;
import io.rollcall.push.Device;
import io.rollcall.push.Subscription;
import io.rollcall.push.Subscriptions;
import io.rollcall.push.Vapid;
import io.rollcall.words.Words;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What a browser is told of alerts, and what the answer of its push service means. Thread-safe. */
public final class PushMessage {
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

    /** The message for the browser that the notification is for. */
    public PushPost render(Notification notification) {
        Device device = device(notification);
        if (vapid == null) {
            throw new IllegalStateException("Channel push is off");
        }
        String topic = PushPost.topicOf(notification);
        byte[] text = PushPayload.render(notification, publicUrl, words, topic, Device.MOST_BYTES);
        return new PushPost(
                device.endpoint().toString(),
                vapid.authorization(device.endpoint()),
                urgency(notification.lead().severity()),
                topic,
                device.seal(text));
    }

    private static String urgency(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "high";
            case WARNING -> "normal";
            case INFO -> "low";
        };
    }

    /**
     * The push service's answer. A subscription that is none any more is removed.
     *
     * @throws DeliveryException when the message was not taken
     */
    public String receipt(Notification notification, int status, @Nullable String retryAfter, @Nullable String body) {
        try {
            return PushPost.receipt(status, retryAfter, body);
        } catch (DeliveryException e) {
            if (e.failure().kind() == DeliveryFailure.Kind.GONE) {
                subscriptions.remove(notification.recipient());
            }
            throw e;
        }
    }

    private Device device(Notification notification) {
        return subscriptions
                .find(notification.recipient())
                .map(Subscription::device)
                .orElseThrow(() -> new DeliveryException(
                        subscriptions.isComplete()
                                ? DeliveryFailure.gone("The subscription has ended")
                                : DeliveryFailure.passing(
                                        "The subscriptions are not known yet: the database is away")));
    }
}
