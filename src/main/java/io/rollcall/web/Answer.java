package io.rollcall.web;

import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/** An answer as it is sent. */
record Answer(int status, String type, @Nullable String body, Map<String, String> headers) {
    Answer {
        headers = Map.copyOf(headers);
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
