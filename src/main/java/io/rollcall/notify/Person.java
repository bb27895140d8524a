package io.rollcall.notify;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is told.
 *
 * @param name what people read
 * @param email or null
 * @param phone in E.164, such as {@code +4915112345678}, or null
 */
public record Person(String name, @Nullable String email, @Nullable String phone) {

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
