package io.rollcall.web;

import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What somebody filled in and sent. */
final class PostedForm {
    static final int MOST_BYTES = 8 * 1024;
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Map<String, String> fields = new HashMap<>();

    /** Throws IOException when it cannot be read. */
    PostedForm(byte[] body) throws IOException {
        for (String field : new String(body, StandardCharsets.UTF_8).split("&")) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
            }
        }
    }

    /** Waits for the form; throws IOException when it is too long, does not come or is none. */
    static PostedForm read(HttpServerRequest request) throws IOException {
        return new PostedForm(RawBody.read(request, MOST_BYTES, PATIENCE));
    }

    /** The field's text; empty when there is none. */
    String text(String name) {
        return fields.getOrDefault(name, "");
    }

    private static String decoded(String text) throws IOException {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IOException("the form is not encoded as one", e);
        }
    }
}
