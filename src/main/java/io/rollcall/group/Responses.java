package io.rollcall.group;

import io.rollcall.words.Words;
import java.time.Duration;

/** What somebody who was told may do about what a notice tells (requirement 000-39: acknowledge, escalate). */
public interface Responses {
    /**
     * What became of it.
     *
     * @param done false when nothing was changed, and text says why
     * @param text one plain sentence for whoever asked
     */
    record Answer(boolean done, String text) {}

    /** The same, with answers in another language. */
    default Responses in(Words words) {
        return this;
    }

    /**
     * Somebody looks after it: it is neither repeated nor escalated.
     *
     * @param topic the topic of a notice: a group's id or an alert's fingerprint
     * @param who a name for people
     * @param over such as {@code slack}, {@code email}, {@code sms}, {@code command}
     */
    Answer acknowledge(String topic, String who, String over);

    /** The next step of its escalation is taken now. */
    Answer escalate(String topic, String who, String over);

    /** Nobody is told of it for so long. */
    Answer silence(String topic, Duration howLong, String who, String over);

    /** Taken back: it is repeated and escalated again. */
    Answer release(String topic, String who, String over);
}
