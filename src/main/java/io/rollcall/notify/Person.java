package io.rollcall.notify;

import io.rollcall.words.Language;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is told.
 *
 * @param name what people read
 * @param email or null
 * @param phone in E.164, such as {@code +4915112345678}, or null
 * @param language that this person is told in, or null where it is the one of everybody
 */
public record Person(String name, @Nullable String email, @Nullable String phone, @Nullable Language language) {

    /** Somebody who is told in the language of everybody. */
    public Person(String name, @Nullable String email, @Nullable String phone) {
        this(name, email, phone, null);
    }

    /** What the channel reaches this person by; empty when there is none, or it reaches nobody in person. */
    Optional<String> address(String channel) {
        return Optional.ofNullable(
                switch (channel) {
                    case "email" -> email;
                    case "sms" -> phone;
                    default -> null;
                });
    }
}
