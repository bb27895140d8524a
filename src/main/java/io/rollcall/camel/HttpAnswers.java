package io.rollcall.camel;

import io.rollcall.probe.HttpAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.http.HttpConstants;

/** What did camel-http bring back? */
final class HttpAnswers {
    private HttpAnswers() {}

    static HttpAnswer of(Exchange exchange, Clock clock) {
        Message message = exchange.getMessage();
        HttpCall call = exchange.getProperty(HttpCall.PROPERTY, HttpCall.class);
        Map<String, String> headers = new LinkedHashMap<>();
        message.getHeaders().forEach((name, value) -> {
            if (value != null && !name.startsWith("Camel")) {
                headers.put(name.toLowerCase(Locale.ROOT), value.toString());
            }
        });
        HttpCall.Facts known = Objects.requireNonNull(call.facts(), "an answer has facts");
        Instant end = known.certificateEnd();
        return new HttpAnswer(
                message.getHeader(HttpConstants.HTTP_RESPONSE_CODE, Integer.class),
                known.status(),
                known.version(),
                headers,
                message.getBody() == null ? "" : message.getBody(String.class),
                call.size(),
                known.redirects(),
                end == null ? null : Duration.between(clock.instant(), end),
                call.times());
    }
}
