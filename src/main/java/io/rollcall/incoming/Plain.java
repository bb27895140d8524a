package io.rollcall.incoming;

import java.util.Map;
import java.util.TreeMap;

/** Text of others as it may be kept, logged and told: without control characters, of bounded length. */
final class Plain {
    /** In characters. Longer ones are cut: an alarm is better told abridged than refused. */
    static final int MOST_NAME = 200;

    static final int MOST_VALUE = 1_000;
    static final int MOST_TEXT = 4_000;

    private static final char UNKNOWN = '\uFFFD';

    private Plain() {}

    /** On one line: a line break could begin a header of a mail, or a line of a log. */
    static String line(String text, int most) {
        return clean(text.replaceAll("[\\s\\u0085\\u2028\\u2029]+", " "), most).strip();
    }

    /** The same with its line breaks. */
    static String text(String text, int most) {
        return clean(text, most).strip();
    }

    static Map<String, String> lines(Map<String, String> texts) {
        Map<String, String> plain = new TreeMap<>();
        texts.forEach((name, value) -> plain.put(line(name, MOST_NAME), line(value, MOST_VALUE)));
        return plain;
    }

    static Map<String, String> texts(Map<String, String> texts) {
        Map<String, String> plain = new TreeMap<>();
        texts.forEach((name, value) -> plain.put(line(name, MOST_NAME), text(value, MOST_TEXT)));
        return plain;
    }

    /** PostgreSQL keeps neither the character 0 nor half a surrogate pair. */
    private static String clean(String text, int most) {
        StringBuilder plain = new StringBuilder(Math.min(text.length(), most));
        text.codePoints()
                .filter(one -> one == '\n' || !Character.isISOControl(one))
                .forEach(one -> {
                    if (plain.length() + Character.charCount(one) <= most) {
                        boolean half = one >= Character.MIN_SURROGATE && one <= Character.MAX_SURROGATE;
                        plain.appendCodePoint(half ? UNKNOWN : one);
                    }
                });
        return plain.toString();
    }
}
