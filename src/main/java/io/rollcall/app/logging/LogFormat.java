package io.rollcall.app.logging;

import java.util.Locale;

/** How a log line looks: {@code rollcall.log.format}. */
public enum LogFormat {
    /** For people: one line, an error's stack trace below it. */
    TEXT,
    /** For machines: one JSON object on one line. */
    JSON;

    /** The format of a setting's word, in any case. Throws IllegalArgumentException for any other. */
    public static LogFormat ofWord(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "text" -> TEXT;
            case "json" -> JSON;
            default -> throw new IllegalArgumentException("rollcall.log.format must be text or json, not: " + word);
        };
    }
}
