package io.rollcall.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.publish.Address.Browser;
import io.rollcall.publish.Subscriber;
import io.rollcall.publish.SubscriberLinks;
import io.rollcall.publish.SubscriberLinks.Action;
import io.rollcall.push.Device;
import io.rollcall.push.Vapid;
import io.rollcall.words.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a subscriber's device is told of the status page. Its first message holds a link that its service worker follows:
 * whoever can read that is the browser that the address belongs to. Thread-safe.
 */
public final class SubscriberPush {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int TITLE = 150;
    private static final List<Integer> LENGTHS = List.of(800, 300, 100);

    private final @Nullable Vapid vapid;
    private final Audience audience;
    private final SubscriberLinks links;

    /** @param vapid null when push is off, and nothing is rendered */
    public SubscriberPush(@Nullable Vapid vapid, Audience audience, SubscriberLinks links) {
        this.vapid = vapid;
        this.audience = audience;
        this.links = links;
    }

    /** The message for the device that the notification is for. */
    public PushPost render(Notification notification) {
        if (vapid == null) {
            throw new IllegalStateException("Channel subscribers-push is off");
        }
        Subscriber subscriber = audience.subscriber(notification);
        if (!(subscriber.address() instanceof Browser browser)) {
            throw new DeliveryException(DeliveryFailure.permanent("The subscriber is told in another way"));
        }
        Device device = browser.device();
        String topic = PushPost.topicOf(notification);
        return new PushPost(
                device.endpoint().toString(),
                vapid.authorization(device.endpoint()),
                "normal",
                topic,
                device.seal(payload(audience.news(notification), subscriber, topic)));
    }

    /**
     * The push service's answer.
     *
     * @throws DeliveryException when the message was not taken
     */
    public String receipt(int status, @Nullable String retryAfter, @Nullable String body) {
        return PushPost.receipt(status, retryAfter, body);
    }

    /** Texts are cut until it fits. */
    private byte[] payload(News news, Subscriber subscriber, String topic) {
        byte[] json = new byte[0];
        for (int length : LENGTHS) {
            json = json(message(news, subscriber, topic, length));
            if (json.length <= Device.MOST_BYTES) {
                break;
            }
        }
        return json;
    }

    private Map<String, Object> message(News news, Subscriber subscriber, String topic, int length) {
        Words words = Words.in(subscriber.language());
        NewsBody body = new NewsBody(news, words, new NewsBody.Ways(links.page(), "", ""));
        boolean confirming = news.kind() == News.Kind.CONFIRM;
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("title", Text.cut(confirming ? words.say("public.push.confirm") : body.subject(), TITLE));
        message.put("body", Text.cut(confirming ? words.say("public.push.confirm-text") : body.brief(), length));
        message.put("lang", words.language().code());
        message.put("tag", topic);
        if (confirming) {
            message.put("confirm", links.address(Action.CONFIRM, subscriber));
        }
        return message;
    }

    private static byte[] json(Map<String, Object> message) {
        try {
            return JSON.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Maps of texts can always be written", e);
        }
    }
}
