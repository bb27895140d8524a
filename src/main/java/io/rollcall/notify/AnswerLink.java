package io.rollcall.notify;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;

/**
 * What a link in an email does, and for whom.
 *
 * @param what the email's headline
 * @param topics what it is about
 * @param recipient the address that it was sent to
 * @param expires when it ceases to work, in seconds since 1970
 */
public record AnswerLink(Action action, String what, List<String> topics, String recipient, long expires) {
    public AnswerLink {
        topics = List.copyOf(topics);
    }

    /** What can be done by a link. */
    public enum Action {
        ACKNOWLEDGE("Acknowledge"),
        SILENCE("Silence for 1 h"),
        ESCALATE("Escalate");

        private final String words;

        Action(String words) {
            this.words = words;
        }

        /** What a link or button says. */
        public String words() {
            return words;
        }
    }

    @JsonIgnore
    Instant expiresAt() {
        return Instant.ofEpochSecond(expires);
    }
}
