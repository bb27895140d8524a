package io.rollcall.notify;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which webhooks of others are called.
 *
 * @param urls by name ({@code rollcall.webhook.url}); the addresses may be secret, the names are not
 * @param secret with which the messages are signed ({@code rollcall.webhook.secret}), or empty when they are not
 */
public record WebhookSettings(Map<String, URI> urls, String secret) {
    private static final String URL = "rollcall.webhook.url";
    private static final String ENCODED = "whsec_";

    public WebhookSettings {
        urls = Collections.unmodifiableMap(new LinkedHashMap<>(urls));
        Setting.someOf(URL, List.copyOf(urls.keySet()));
        urls.values().forEach(url -> Setting.web(URL, url));
        if (secret.startsWith(ENCODED) && !secret.matches(ENCODED + "([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2,4}={0,2})")) {
            throw new IllegalArgumentException("rollcall.webhook.secret must be base64 after " + ENCODED);
        }
    }

    /** From a list such as {@code desk=https://a.example,archive=https://b.example}; a single one needs no name. */
    public static WebhookSettings of(List<String> list, String secret) {
        Map<String, URI> urls = new LinkedHashMap<>();
        List<String> wrong = new ArrayList<>();
        for (String item : list) {
            boolean named = item.matches("[A-Za-z0-9_-]+=.*");
            String name = named ? item.substring(0, item.indexOf('=')) : "";
            if (urls.put(name, Setting.uri(URL, named ? item.substring(name.length() + 1) : item)) != null) {
                wrong.add(name);
            }
        }
        if (!wrong.isEmpty() || urls.containsKey("") && urls.size() > 1) {
            throw new IllegalArgumentException(URL + ": each of several must have a name of its own, as in "
                    + "desk=https://a.example/hook,archive=https://b.example/hook");
        }
        return new WebhookSettings(urls, secret);
    }

    /** What the signature is made with; empty when messages are not signed. */
    byte[] key() {
        return secret.startsWith(ENCODED)
                ? Base64.getDecoder().decode(secret.substring(ENCODED.length()))
                : secret.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "WebhookSettings[urls=" + urls.keySet() + ", secret=***]";
    }
}
