package io.rollcall.notify;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is posted to a browser's push service (RFC 8030).
 *
 * @param url where; secret
 * @param authorization the header {@code Authorization}, by which the service knows us
 * @param urgency the header {@code Urgency}: whether a device is woken, and on what battery
 * @param topic the header {@code Topic}: a message takes the place of an older one about the same that was not delivered yet
 * @param content sealed for the browser
 */
public record PushPost(String url, String authorization, String urgency, String topic, byte[] content) {
    /** Seconds for which a browser that is off may be told later: an end takes the place of its alarm there. */
    private static final int TTL = 24 * 60 * 60;

    private static final int LONGEST_TOPIC = 32;

    /** The header {@code TTL} in seconds. */
    public int ttl() {
        return TTL;
    }

    /** The header {@code Topic} of a notification. Named unlike the component, which the route reads by its name. */
    static String topicOf(Notification notification) {
        return Hash.of(notification.notice().topic()).substring(0, LONGEST_TOPIC);
    }

    /**
     * What an answer of the push service says for the record.
     *
     * @throws DeliveryException when the message was not taken
     */
    static String receipt(int status, @Nullable String retryAfter, @Nullable String body) {
        if (status >= 200 && status < 300) {
            return String.valueOf(status);
        }
        if (status == 404 || status == 410) {
            throw new DeliveryException(DeliveryFailure.gone("HTTP " + status + ": the subscription has ended"));
        }
        Map<String, String> headers = retryAfter == null ? Map.of() : Map.of("Retry-After", retryAfter);
        throw new DeliveryException(DeliveryFailure.of(status, headers, body));
    }

    @Override
    public String toString() {
        return "PushPost[topic=" + topic + "]";
    }
}
