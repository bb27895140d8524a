package io.rollcall.words;

import java.util.Arrays;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;

/** Which languages messages can be in; each has its words in {@code words_<code>.properties}. */
public enum Language {
    EN(Locale.ENGLISH),
    DE(Locale.GERMAN);

    final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    /** As it is written in settings and declarations, and in HTML (ISO 639-1): {@code en}. */
    public String code() {
        return locale.getLanguage();
    }

    /**
     * The language of a code, in any case.
     *
     * @throws IllegalArgumentException for any other text, saying what would be right
     */
    public static Language of(String code) {
        return Arrays.stream(values())
                .filter(language -> language.code().equalsIgnoreCase(code.strip()))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("'" + code.strip() + "' is no language; write en or de"));
    }

    /** Which of ours a reader likes best, as a browser says it ({@code Accept-Language}, RFC 9110); empty for none of them. */
    public static Optional<Language> preferred(String accepted) {
        try {
            Locale found = Locale.lookup(
                    LanguageRange.parse(accepted),
                    Arrays.stream(values()).map(language -> language.locale).toList());
            return Arrays.stream(values())
                    .filter(language -> language.locale.equals(found))
                    .findFirst();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
