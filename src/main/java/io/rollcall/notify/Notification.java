package io.rollcall.notify;

import io.rollcall.alert.Alert;
import io.rollcall.group.Notice;
import io.rollcall.group.Reason;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message to one recipient over one channel.
 *
 * @param id identifies it for good: a repeat carries the same
 * @param channel such as {@code slack}; the route {@code channel-slack} delivers it
 * @param recipient an address or number, or empty where the channel itself knows whom it reaches
 * @param notice what it tells
 * @param createdAt when it was asked for
 * @param continues what the channel called the last message that told the recipient of the topic, while that fires; null
 *     when there was none, or it is not known yet
 */
public record Notification(
        UUID id, String channel, String recipient, Notice notice, Instant createdAt, @Nullable String continues) {

    /** One that continues nothing. */
    public Notification(UUID id, String channel, String recipient, Notice notice, Instant createdAt) {
        this(id, channel, recipient, notice, createdAt, null);
    }

    /** The same, following the message that the channel calls so. */
    Notification continuing(@Nullable String receipt) {
        return new Notification(id, channel, recipient, notice, createdAt, receipt);
    }

    /** The alert that decides how bad it is. */
    Alert lead() {
        return notice.lead();
    }

    /** True when it only tells that somebody looks after what was told before. */
    boolean acknowledges() {
        return notice.reason() == Reason.ACKNOWLEDGED;
    }

    /** False when all that it tells of has ended. */
    boolean firing() {
        return notice.firing();
    }

    /** What a log line says of it. */
    String facts() {
        Alert lead = notice.lead();
        return "channel=" + channel + " rule=" + lead.rule() + " integration=" + lead.integration() + " severity="
                + lead.severity().word() + " firing=" + notice.firing() + " reason=" + notice.reason() + " alerts="
                + (notice.alerts().size() + notice.more()) + " id=" + id;
    }
}
