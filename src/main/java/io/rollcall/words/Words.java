package io.rollcall.words;

import java.text.MessageFormat;
import java.text.ParsePosition;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Map;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** How something is said in one language. Immutable. */
public final class Words {
    /** Begins the keys of sentences that are kept in English with what they belong to. */
    private static final String REMARK = "remark.";

    /** Begins the keys of sentences that whatever finds something wrong says, in English, to whoever reads it. */
    private static final String SAID = "said.";

    private static final String LENGTH = "length.";

    private final Language language;
    private final ResourceBundle patterns;
    private final ResourceBundle sentences;

    private Words(Language language) {
        this.language = language;
        this.patterns = bundle("words", language);
        this.sentences = bundle("said", language);
    }

    /** Those of that language. */
    public static Words in(Language language) {
        return new Words(language);
    }

    /** Those of English. */
    public static Words english() {
        return new Words(Language.EN);
    }

    /** The machine's own language plays no part. */
    private static ResourceBundle bundle(String name, Language language) {
        return ResourceBundle.getBundle(
                Words.class.getPackageName() + "." + name,
                language.locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    public Language language() {
        return language;
    }

    /** The pattern of that key (java.text.MessageFormat) with these values. */
    public String say(String key, Object... values) {
        ResourceBundle book = key.startsWith(SAID) ? sentences : patterns;
        return new MessageFormat(book.getString(key), language.locale).format(values);
    }

    /** A time as messages have it, in UTC. */
    public String time(Instant instant) {
        return at(instant, "time");
    }

    /** The time of day, in UTC. */
    public String clock(Instant instant) {
        return at(instant, "clock");
    }

    private String at(Instant instant, String key) {
        return DateTimeFormatter.ofPattern(patterns.getString(key), language.locale)
                .withZone(ZoneOffset.UTC)
                .format(instant);
    }

    /**
     * A duration as people say it: {@code 45 s}, {@code 12 min}, {@code 1 h 5 min}, {@code 2 d 3 h}. The symbols are the same
     * in all languages.
     */
    public static String length(Duration duration) {
        if (duration.toMinutes() < 1) {
            return Math.max(0, duration.toSeconds()) + " s";
        }
        if (duration.toHours() < 1) {
            return duration.toMinutes() + " min";
        }
        if (duration.toDays() < 1) {
            return duration.toHours() + " h"
                    + (duration.toMinutesPart() == 0 ? "" : " " + duration.toMinutesPart() + " min");
        }
        return duration.toDays() + " d" + (duration.toHoursPart() == 0 ? "" : " " + duration.toHoursPart() + " h");
    }

    /** Letters beyond ASCII that a text message in this language may carry: each is one character of GSM 03.38. */
    public String letters() {
        return patterns.getString("letters");
    }

    /** The text of that name that its author wrote in this language, such as {@code summary.de}; else the one without. */
    public @Nullable String of(Map<String, String> texts, String name) {
        String own = texts.get(name + "." + language.code());
        return own == null ? texts.get(name) : own;
    }

    /**
     * A remark in this language. It is kept in English, as nobody knows then who will read it, and is recognised by its
     * English pattern; any other text stays as it is.
     */
    public String remark(String english) {
        return language == Language.EN ? english : translated(english, REMARK, LENGTH);
    }

    /** A plain sentence to a reader in this language, by the same means: why something is refused, or is not told now. */
    public String said(String english) {
        return language == Language.EN ? english : translated(english, SAID, SAID);
    }

    /** @param inside begins the keys of what may stand within */
    private String translated(String english, String prefix, String inside) {
        ResourceBundle from = bundle(prefix.equals(SAID) ? "said" : "words", Language.EN);
        for (String key : from.keySet()) {
            String pattern = key.startsWith(prefix) ? from.getString(key) : "";
            if (pattern.isEmpty() || !english.startsWith(beginning(pattern))) {
                continue;
            }
            ParsePosition end = new ParsePosition(0);
            Object[] values = new MessageFormat(pattern, Language.EN.locale).parse(english, end);
            if (values != null && end.getIndex() == english.length()) {
                return say(
                        key,
                        Arrays.stream(values)
                                .map(value -> value instanceof String text ? translated(text, inside, inside) : value)
                                .toArray());
            }
        }
        return english;
    }

    /** What a sentence of this pattern begins with: quick to look at, where there are many. */
    private static String beginning(String pattern) {
        int value = pattern.indexOf('{');
        return (value < 0 ? pattern : pattern.substring(0, value)).replace("''", "'");
    }
}
