package io.rollcall.integration;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which values must never be shown, and what a text looks like without them. The last line of defence: whoever builds a
 * text leaves secrets out in the first place. Thread-safe.
 */
public final class Secrets {
    /** Shorter values are not masked: they occur in ordinary words. */
    private static final int SHORTEST = 4;

    private static final String MASK = "***";

    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/\\s?#\"'<>]+@");
    private static final Pattern SLACK_WEBHOOK = Pattern.compile("(?<=hooks\\.slack\\.com/)[^\\s\"'<>]+");
    private static final Pattern BEARER = Pattern.compile("(?i)(?<=\\bbearer\\s)[\\w.~+/=-]{8,}");
    private static final Pattern NAMED =
            Pattern.compile("(?i)((?:password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key"
                    + "|routing[_-]?key|sslkey|signature)(?:=|\"\\s*:\\s*\"))[^&\\s,;\"'<>)}\\]]+");

    // Longest first: a secret that contains another one leaves no rest.
    private volatile List<String> values = List.of();

    /** Masks this value from now on, as it is and as it looks inside an address. Null and short values are ignored. */
    public synchronized void register(@Nullable String value) {
        if (value == null || value.strip().length() < SHORTEST) {
            return;
        }
        TreeSet<String> longestFirst = new TreeSet<>(
                Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        longestFirst.addAll(values);
        longestFirst.add(value.strip());
        longestFirst.add(URLEncoder.encode(value.strip(), StandardCharsets.UTF_8));
        values = List.copyOf(longestFirst);
    }

    /** The text with each known secret, and whatever looks like one by its place or name, replaced by {@code ***}. */
    public String redact(String text) {
        String redacted = text;
        for (String value : values) {
            redacted = redacted.replace(value, MASK);
        }
        redacted = USER_INFO.matcher(redacted).replaceAll(MASK + "@");
        redacted = SLACK_WEBHOOK.matcher(redacted).replaceAll(MASK);
        redacted = BEARER.matcher(redacted).replaceAll(MASK);
        return NAMED.matcher(redacted).replaceAll("$1" + MASK);
    }

    /** How many, never which. */
    @Override
    public String toString() {
        return "Secrets[" + values.size() + "]";
    }
}
