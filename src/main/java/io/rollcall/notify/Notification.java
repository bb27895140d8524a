package io.rollcall.notify;

import io.rollcall.alert.Alert;
import io.rollcall.group.Notice;
import io.rollcall.group.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
 * @param further topics that it tells of beside that of the notice, as one message of several
 */
public record Notification(
        UUID id,
        String channel,
        String recipient,
        Notice notice,
        Instant createdAt,
        @Nullable String continues,
        List<String> further) {

    public Notification {
        further = List.copyOf(further);
    }

    /** One about the topic of its notice, which continues nothing. */
    public Notification(UUID id, String channel, String recipient, Notice notice, Instant createdAt) {
        this(id, channel, recipient, notice, createdAt, null, List.of());
    }

    /** The same, following the message that the channel calls so. */
    Notification continuing(@Nullable String receipt) {
        return new Notification(id, channel, recipient, notice, createdAt, receipt, further);
    }

    /** One message in place of several to one recipient; of the same ones always the same. */
    static Notification together(List<Notification> several) {
        Notification first = several.get(0);
        String ids = several.stream().map(one -> one.id.toString()).sorted().collect(Collectors.joining());
        return new Notification(
                UUID.nameUUIDFromBytes(ids.getBytes(StandardCharsets.US_ASCII)),
                first.channel,
                first.recipient,
                Notice.together(several.stream().map(Notification::notice).toList()),
                several.stream()
                        .map(Notification::createdAt)
                        .max(Comparator.naturalOrder())
                        .orElseThrow(),
                null,
                several.stream().skip(1).map(one -> one.notice.topic()).toList());
    }

    /** All that it is about. */
    List<String> topics() {
        return Stream.concat(Stream.of(notice.topic()), further.stream()).toList();
    }

    /** The alert that decides how bad it is. */
    Alert lead() {
        return notice.lead();
    }

    /** True when it only tells that somebody looks after what was told before, or nobody any more. */
    boolean answers() {
        return notice.reason().isAnswer();
    }

    /** True when nothing follows it that would end it. */
    boolean standsAlone() {
        return notice.reason() == Reason.NEWS;
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
                + (notice.alerts().size() + notice.more()) + (further.isEmpty() ? "" : " topics=" + topics().size())
                + " id=" + id;
    }
}
