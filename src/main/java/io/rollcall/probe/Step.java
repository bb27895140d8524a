package io.rollcall.probe;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP call of several: an entry of parameter {@code steps}. Its texts may hold <code>${…}</code>, see {@link Filling}.
 *
 * @param name under which conditions find its answer
 * @param method such as {@code GET}
 * @param address to call; one that begins with a slash continues the integration's {@code url}
 * @param body what to send, or null
 * @param optional true when the check goes on without its answer
 * @param cleanUp true when it is made at the end, whatever became of the others
 * @param expected which response codes are right
 * @param cache for how long its answer is good, and under which key, or null when it is always called
 */
record Step(
        String name,
        String method,
        String address,
        Map<String, String> headers,
        @Nullable String body,
        boolean optional,
        boolean cleanUp,
        StatusRanges expected,
        @Nullable Cached cache) {

    /** How its answer is kept. */
    record Cached(String key, Duration timeToLive) {}

    /** True when it continues the integration's own address, and so may see its credentials. */
    boolean ownAddress() {
        return address.startsWith("/");
    }
}
