package io.rollcall.web;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What the login form holds. */
final class LoginForm {
    static final int MOST_BYTES = 8 * 1024;
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Map<String, String> fields = new HashMap<>();

    /** Throws IOException when it cannot be read. */
    LoginForm(byte[] body) throws IOException {
        for (String field : new String(body, StandardCharsets.UTF_8).split("&")) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
            }
        }
    }

    /** The field's text; empty when there is none. */
    String text(String name) {
        return fields.getOrDefault(name, "");
    }

    /** Where to go next: a path here, and never another site. */
    static String local(String wanted) {
        boolean local = wanted.startsWith("/")
                && !wanted.startsWith("//")
                && !wanted.startsWith("/login")
                && wanted.chars().allMatch(letter -> letter > ' ' && letter < 127 && letter != '\\');
        return local ? wanted : "/health";
    }

    private static String decoded(String text) throws IOException {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IOException("the form is not encoded as one", e);
        }
    }
}
