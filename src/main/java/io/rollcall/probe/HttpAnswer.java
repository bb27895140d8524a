package io.rollcall.probe;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an HTTP server answered.
 *
 * @param status the response code
 * @param statusLine as it came, such as {@code HTTP/1.1 200 OK}
 * @param version of HTTP, such as {@code 1.1}
 * @param headers by lower-case name
 * @param body as text, at most its first mebibyte
 * @param size of the body in bytes; null when it was cut and its length not announced
 * @param redirects how many were followed to get it
 * @param certificateExpiry how long the server's certificate is still valid; null without TLS
 * @param times by phase: dns, connect, tls (none of these for a connection that was open already), first_byte, total
 */
public record HttpAnswer(
        int status,
        String statusLine,
        String version,
        Map<String, String> headers,
        String body,
        @Nullable Long size,
        int redirects,
        @Nullable Duration certificateExpiry,
        Map<String, Duration> times) {
    public HttpAnswer {
        headers = Map.copyOf(headers);
        times = Collections.unmodifiableMap(new LinkedHashMap<>(times));
    }
}
