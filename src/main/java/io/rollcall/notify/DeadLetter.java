package io.rollcall.notify;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notification that was given up.
 *
 * @param id the notification's id
 * @param channel such as {@code slack}
 * @param recipient an address or number, or empty where the channel itself knows whom it reaches
 * @param rule the rule of its first alert
 * @param integration the key of that alert's integration
 * @param severity of that alert, as a word
 * @param firing true for an alarm, false for its end
 * @param createdAt when it was asked for
 * @param diedAt when it was given up
 * @param reason why, without secrets
 * @param replayAt when someone asked to deliver it again, or null
 */
public record DeadLetter(
        UUID id,
        String channel,
        String recipient,
        String rule,
        String integration,
        String severity,
        boolean firing,
        Instant createdAt,
        Instant diedAt,
        @Nullable String reason,
        @Nullable Instant replayAt) {}
