package io.rollcall.probe;

import java.time.Duration;
import java.util.Map;

/**
 * What an HTTP server answered.
 *
 * @param status the response code
 * @param headers by lower-case name
 * @param body as text, at most its first mebibyte
 * @param latency from the beginning of the try to the end of the body
 */
public record HttpAnswer(int status, Map<String, String> headers, String body, Duration latency) {
    public HttpAnswer {
        headers = Map.copyOf(headers);
    }
}
