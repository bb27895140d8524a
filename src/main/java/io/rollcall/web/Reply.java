package io.rollcall.web;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an operation of the API answers with.
 *
 * @param body a value to write as JSON, or a text that is the body already; null for none
 * @param tag what the entity tag begins with; null for an answer that has no tag
 * @param headers beside those that every answer has
 * @param kept what a repeat of the request is answered with instead of the body, which holds a secret; null for the body
 */
record Reply(
        int status,
        String type,
        @Nullable Object body,
        @Nullable String tag,
        Map<String, String> headers,
        @Nullable Object kept) {
    static final String JSON = "application/json";

    Reply {
        headers = Map.copyOf(headers);
    }

    private Reply(int status, String type, @Nullable Object body, @Nullable String tag, Map<String, String> headers) {
        this(status, type, body, tag, headers, null);
    }

    static Reply ok(Object body) {
        return new Reply(200, JSON, body, null, Map.of());
    }

    /** Something new stands at that path. */
    static Reply created(String path, Object body) {
        return new Reply(201, JSON, body, null, Map.of("Location", path));
    }

    static Reply none() {
        return new Reply(204, JSON, null, null, Map.of());
    }

    static Reply text(String type, String text) {
        return new Reply(200, type, text, null, Map.of());
    }

    static Reply of(Problem problem) {
        return new Reply(problem.status(), Problem.TYPE, problem, null, Map.of());
    }

    Reply status(int other) {
        return new Reply(other, type, body, tag, headers, kept);
    }

    /** Who has the same already need not get it again. */
    Reply tagged(String beginning) {
        return new Reply(status, type, body, beginning, headers, kept);
    }

    Reply with(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(headers);
        all.putAll(more);
        return new Reply(status, type, body, tag, all, kept);
    }

    /** The body is said once: a repeat of the request is answered with the other one. */
    Reply once(Object other) {
        return new Reply(status, type, body, tag, headers, other);
    }
}
