package io.rollcall.camel;

import io.rollcall.probe.HttpAnswer;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.http.HttpConstants;

/** What did camel-http bring back? */
final class HttpAnswers {
    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset=[\"']?([^;\"'\\s]+)");

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
                text(call.body(), headers.getOrDefault("content-type", "")),
                call.size(),
                known.redirects(),
                end == null ? null : Duration.between(clock.instant(), end),
                call.times());
    }

    /** In the character set that the answer names, else UTF-8; bytes that are no character become the replacement one. */
    private static String text(byte[] body, String contentType) {
        Matcher named = CHARSET.matcher(contentType);
        try {
            return new String(body, named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return new String(body, StandardCharsets.UTF_8);
        }
    }
}
