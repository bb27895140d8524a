package io.rollcall.web;

import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it is sent.
 *
 * @param kept the body that the same request is answered with when it comes again: the same, unless that holds a secret
 */
record Answer(int status, String type, @Nullable String body, Map<String, String> headers, @Nullable String kept) {
    Answer {
        headers = Map.copyOf(headers);
    }

    /** One whose body is kept as it is. */
    Answer(int status, String type, @Nullable String body, Map<String, String> headers) {
        this(status, type, body, headers, body);
    }

    /** Puts it, and nothing of the request, into the message. */
    void write(Message message) {
        message.removeHeaders("*");
        headers.forEach(message::setHeader);
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        if (body != null) {
            message.setHeader(Exchange.CONTENT_TYPE, type);
        }
        message.setBody(body);
    }
}
