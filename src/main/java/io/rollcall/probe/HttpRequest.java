package io.rollcall.probe;

import io.rollcall.integration.Integration;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to ask an HTTP server.
 *
 * @param headers by name, credentials among them: never to be shown
 * @param body as text, or null
 */
public record HttpRequest(String method, String url, Map<String, String> headers, @Nullable String body) {
    private static final String FORM = "application/x-www-form-urlencoded";

    public HttpRequest {
        headers = Map.copyOf(headers);
    }

    /** That of a step: the integration's own headers and login go to its own address only. */
    static HttpRequest of(Step step, Integration integration, Filling filling) throws Filling.Unfilled {
        Map<String, String> headers = new LinkedHashMap<>();
        String url = step.address();
        if (step.ownAddress()) {
            String base = integration.parameters().getOrDefault("url", "");
            url = (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + url;
            for (String line :
                    integration.parameters().getOrDefault("headers", "").lines().toList()) {
                int colon = line.indexOf(':');
                if (colon > 0) {
                    headers.put(
                            line.substring(0, colon).strip(),
                            filling.header(line.substring(colon + 1).strip()));
                }
            }
            String username = integration.parameter("username");
            if (username != null) {
                String password = integration.parameters().getOrDefault("password", "");
                String pair = named(username, filling) + ":" + named(password, filling);
                headers.put(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
            }
        }
        for (Map.Entry<String, String> own : step.headers().entrySet()) {
            headers.put(own.getKey(), filling.header(own.getValue()));
        }
        return new HttpRequest(step.method(), filling.address(url), headers, body(step, filling));
    }

    private static @Nullable String body(Step step, Filling filling) throws Filling.Unfilled {
        String body = step.body();
        if (body == null) {
            return null;
        }
        return step.headers().containsValue(FORM) ? filling.form(body) : filling.body(body);
    }

    /** A login may name another parameter, as a whole: a password itself is never searched for places to fill. */
    private static String named(String text, Filling filling) throws Filling.Unfilled {
        return Filling.PLACE.matcher(text).matches() ? filling.plain(text) : text;
    }

    /** Without what it carries. */
    @Override
    public String toString() {
        return method + " " + headers.keySet();
    }
}
