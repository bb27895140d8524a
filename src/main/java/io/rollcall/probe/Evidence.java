package io.rollcall.probe;

import io.rollcall.check.Check;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What of an answer is kept for the people who have to find out what went wrong: its beginning, without secrets. */
final class Evidence {
    private static final int MOST_BODY = 4096;

    /** Looked through for secrets before it is cut, so that none is cut in two and then not recognised. */
    private static final int LOOKED_THROUGH = 16 * MOST_BODY;

    private static final int MOST_HEADERS = 50;
    private static final int LONGEST_VALUE = 500;

    /** Such a header's value is the server's secret or the caller's. */
    private static final Pattern SECRET_HEADER =
            Pattern.compile(".*(cookie|authorization|authentication|token|secret|password|session|api-?key).*");

    private Evidence() {}

    /** As JSON values. */
    static Map<String, Object> of(Check check, HttpAnswer answer) {
        Map<String, Object> headers = new LinkedHashMap<>();
        new TreeMap<>(answer.headers())
                .entrySet().stream()
                        .filter(header ->
                                !SECRET_HEADER.matcher(header.getKey()).matches())
                        .limit(MOST_HEADERS)
                        .forEach(
                                header -> headers.put(header.getKey(), clean(check, header.getValue(), LONGEST_VALUE)));
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("status", clean(check, answer.statusLine(), LONGEST_VALUE));
        evidence.put("headers", headers);
        evidence.put("body", clean(check, answer.body(), MOST_BODY));
        return evidence;
    }

    /** PostgreSQL keeps no NUL, and half a surrogate pair is no text. */
    private static String clean(Check check, String text, int most) {
        String redacted = check.redact(cut(text, LOOKED_THROUGH));
        StringBuilder shown = new StringBuilder(cut(redacted, most));
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            if (c < ' ' && c != '\n' && c != '\t' && c != '\r') {
                shown.setCharAt(i, '\uFFFD');
            }
        }
        return shown.toString();
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}
