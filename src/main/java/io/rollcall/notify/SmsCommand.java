package io.rollcall.notify;

import io.rollcall.integration.DurationText;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody means by a text message, in English or German.
 *
 * @param code by which it says what it is about, or null
 * @param length of a silence
 */
record SmsCommand(Action action, @Nullable Integer code, Duration length) {
    private static final Duration USUAL = Duration.ofHours(1);

    /** Twilio answers the first three kinds by itself, when the word is all there is. */
    enum Action {
        STOP,
        START,
        HELP,
        /** A word for STOP that only we know. */
        STOPP,
        ACKNOWLEDGE,
        ESCALATE,
        SILENCE,
        UNCLEAR
    }

    private static final Map<String, Action> ALONE = Map.ofEntries(
            Map.entry("stop", Action.STOP),
            Map.entry("stopall", Action.STOP),
            Map.entry("unsubscribe", Action.STOP),
            Map.entry("cancel", Action.STOP),
            Map.entry("end", Action.STOP),
            Map.entry("quit", Action.STOP),
            Map.entry("optout", Action.STOP),
            Map.entry("revoke", Action.STOP),
            Map.entry("start", Action.START),
            Map.entry("yes", Action.START),
            Map.entry("unstop", Action.START),
            Map.entry("help", Action.HELP),
            Map.entry("info", Action.HELP),
            Map.entry("stopp", Action.STOPP));

    private static final Map<String, Action> WORDS = Map.ofEntries(
            Map.entry("ack", Action.ACKNOWLEDGE),
            Map.entry("acknowledge", Action.ACKNOWLEDGE),
            Map.entry("acknowledged", Action.ACKNOWLEDGE),
            Map.entry("ok", Action.ACKNOWLEDGE),
            Map.entry("okay", Action.ACKNOWLEDGE),
            Map.entry("bestätigt", Action.ACKNOWLEDGE),
            Map.entry("bestaetigt", Action.ACKNOWLEDGE),
            Map.entry("bestätige", Action.ACKNOWLEDGE),
            Map.entry("escalate", Action.ESCALATE),
            Map.entry("eskalieren", Action.ESCALATE),
            Map.entry("eskaliere", Action.ESCALATE),
            Map.entry("silence", Action.SILENCE),
            Map.entry("mute", Action.SILENCE),
            Map.entry("stumm", Action.SILENCE));

    /** A word first, then in any order the code and how long; anything else in it makes it unclear. */
    static SmsCommand parse(String text) {
        List<String> words = Arrays.stream(Normalizer.normalize(text, Normalizer.Form.NFC)
                        .toLowerCase(Locale.ROOT)
                        .split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
        if (words.size() == 1 && ALONE.containsKey(words.get(0))) {
            return of(ALONE.getOrDefault(words.get(0), Action.UNCLEAR));
        }
        Action action = words.isEmpty() ? Action.UNCLEAR : WORDS.getOrDefault(words.get(0), Action.UNCLEAR);
        Integer code = null;
        Duration length = null;
        for (String word : words.subList(Math.min(1, words.size()), words.size())) {
            if (word.matches("\\d{1,3}") && code == null) {
                code = Integer.valueOf(word);
            } else if (word.matches("\\d{1,4}[mhd]") && length == null && action == Action.SILENCE) {
                length = DurationText.parse(word);
            } else {
                return of(Action.UNCLEAR);
            }
        }
        return new SmsCommand(action, code, length == null ? USUAL : length);
    }

    private static SmsCommand of(Action action) {
        return new SmsCommand(action, null, USUAL);
    }
}
