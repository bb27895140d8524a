package io.rollcall.notify;

import java.text.Normalizer;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes any text in the characters that a text message carries at one unit each (GSM 03.38 within ASCII). */
final class Ascii {
    private static final Pattern BEYOND = Pattern.compile("[^\\s\\x20-\\x7e]");
    private static final Map<String, String> SPELLED = Map.ofEntries(
            Map.entry("ä", "ae"),
            Map.entry("ö", "oe"),
            Map.entry("ü", "ue"),
            Map.entry("ß", "ss"),
            Map.entry("Ä", "Ae"),
            Map.entry("Ö", "Oe"),
            Map.entry("Ü", "Ue"),
            Map.entry("€", "EUR"),
            Map.entry("æ", "ae"),
            Map.entry("ø", "oe"),
            Map.entry("Ø", "Oe"),
            Map.entry("ł", "l"),
            Map.entry("–", "-"),
            Map.entry("—", "-"),
            Map.entry("…", "..."),
            Map.entry("→", "->"),
            Map.entry("‘", "'"),
            Map.entry("’", "'"),
            Map.entry("“", "\""),
            Map.entry("”", "\""),
            Map.entry("„", "\""),
            // ASCII, but two units each in a text message, and the backtick none at all
            Map.entry("[", "("),
            Map.entry("]", ")"),
            Map.entry("{", "("),
            Map.entry("}", ")"),
            Map.entry("\\", "/"),
            Map.entry("|", "/"),
            Map.entry("~", "-"),
            Map.entry("^", "'"),
            Map.entry("`", "'"));

    private Ascii() {}

    /** On one line; what has no spelling, such as an emoji, is left out. */
    static String of(String text) {
        return of(text, "");
    }

    /** @param kept letters beyond ASCII that the text may have: each must be one unit of GSM 03.38 */
    static String of(String text, String kept) {
        StringBuilder spelled = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFC)
                .codePoints()
                .mapToObj(Character::toString)
                .forEach(character -> spelled.append(kept.contains(character) ? character : spelled(character)));
        return spelled.toString().replaceAll("\\s+", " ").strip();
    }

    private static String spelled(String character) {
        String known = SPELLED.get(character);
        return known == null
                ? BEYOND.matcher(Normalizer.normalize(character, Normalizer.Form.NFD))
                        .replaceAll("")
                : known;
    }
}
