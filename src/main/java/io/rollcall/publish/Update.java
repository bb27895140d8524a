package io.rollcall.publish;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What somebody told the public at a time, in words of his own.
 *
 * @param id unique
 * @param state how far those who mend it have come
 * @param text plain text, with line breaks
 * @param author who wrote it; never published
 * @param withdrawn true when it is told no longer, though still on record
 */
public record Update(String id, Instant at, State state, String text, String author, boolean withdrawn) {

    /** How far people have come, in the words of status pages. */
    public enum State {
        INVESTIGATING,
        IDENTIFIED,
        MONITORING,
        RESOLVED,
        /** Of an announcement: nothing is to be mended. */
        NOTICE;

        /** As JSON and the command line have it. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The state of that word. */
        public static Optional<State> of(String word) {
            for (State state : values()) {
                if (state.word().equals(word)) {
                    return Optional.of(state);
                }
            }
            return Optional.empty();
        }
    }

    /** The same, told no longer, under another id. */
    Update former(String otherId) {
        return new Update(otherId, at, state, text, author, true);
    }

    /** The same, told no longer. */
    Update taken() {
        return new Update(id, at, state, text, author, true);
    }
}
