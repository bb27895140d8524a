package io.rollcall.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.notify.DeliveryFailure.Kind;
import io.rollcall.publish.Subscriber;
import io.rollcall.publish.Subscribers;
import io.rollcall.publish.Way;

/** Whom a message to a subscriber of the status page is for, what it tells, and what follows when it fails. Thread-safe. */
public final class Audience {
    /** The annotation that holds the news. */
    static final String NEWS = "news";

    private final Subscribers subscribers;
    private final ObjectMapper json;

    public Audience(Subscribers subscribers, ObjectMapper json) {
        this.subscribers = subscribers;
        this.json = json;
    }

    /** Throws DeliveryException when the recipient is no subscriber any more, or is not known yet. */
    Subscriber subscriber(Notification notification) {
        return subscribers
                .find(notification.recipient())
                .orElseThrow(() -> new DeliveryException(
                        subscribers.isComplete()
                                ? DeliveryFailure.gone("The subscription has ended")
                                : DeliveryFailure.passing("The subscribers are not known yet: the database is away")));
    }

    News news(Notification notification) {
        try {
            return json.readValue(notification.lead().annotations().getOrDefault(NEWS, ""), News.class);
        } catch (JsonProcessingException e) {
            throw new DeliveryException(DeliveryFailure.permanent("The news cannot be read"));
        }
    }

    /**
     * Takes note of a failure before the outbox does: somebody whom no message reaches is told nothing more. Nor is a device
     * that the first message does not reach at once: nobody knows yet whether there is one, and its owner can press again.
     */
    public DeliveryFailure failed(Notification notification, DeliveryFailure failure) {
        boolean unheard = subscribers
                .find(notification.recipient())
                .filter(one -> one.confirmedAt() == null && one.address().way() == Way.PUSH)
                .isPresent();
        if (!unheard && failure.kind() != Kind.GONE) {
            return failure;
        }
        subscribers.remove(notification.recipient());
        return DeliveryFailure.gone(failure.reason());
    }
}
