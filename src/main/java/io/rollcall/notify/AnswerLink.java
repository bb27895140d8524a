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
        ACKNOWLEDGE("link.acknowledge"),
        SILENCE("link.silence"),
        ESCALATE("link.escalate");

        private final String key;

        Action(String key) {
            this.key = key;
        }

        /** Of what a link or button says. */
        String key() {
            return key;
        }
    }

    @JsonIgnore
    Instant expiresAt() {
        return Instant.ofEpochSecond(expires);
    }
}
