package io.rollcall.notify;

import io.rollcall.group.Notice;
import io.rollcall.store.JournalEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What channels say of a message after they had accepted it. Methods return what is to be kept. Guarded by the outbox. */
final class Aftermath {
    private static final Logger LOG = LoggerFactory.getLogger(Aftermath.class);

    private final Channels channels;
    private final Lanes lanes;
    private final Gates gates;
    private final ChannelWatch watch;
    private final Receipts receipts = new Receipts();

    Aftermath(Channels channels, Lanes lanes, Gates gates, ChannelWatch watch) {
        this.channels = channels;
        this.lanes = lanes;
        this.gates = gates;
        this.watch = watch;
    }

    void sent(NotificationEntry entry) {
        receipts.keep(entry);
    }

    /** True when a channel has accepted a message under that name lately. */
    boolean knows(String receipt) {
        return receipts.knows(receipt);
    }

    /** The message has reached its recipient. */
    List<Arrival> arrived(String receipt, Instant now) {
        return receipts.of(receipt).stream()
                .map(entry -> new Arrival(entry.id(), now))
                .toList();
    }

    /** The message has reached nobody: it counts as given up, and whoever it was for is told by email where that is known. */
    List<JournalEntry> lost(String receipt, String reason, Instant now) {
        List<JournalEntry> entries = new ArrayList<>();
        for (NotificationEntry dead : receipts.lost(receipt, reason)) {
            Notification lost = dead.notification();
            gates.of(lost.channel()).dead++;
            watch.failed(lost, reason, true);
            LOG.error("Notification given up {} reason={}", lost.facts(), reason);
            entries.add(dead);
            byEmail(lost, reason, now).forEach(queued -> entries.add(queued.entry()));
        }
        return entries;
    }

    private List<Queued> byEmail(Notification lost, String reason, Instant now) {
        String topic = lost.notice().topic();
        boolean open = lost.firing() && lanes.open(lost.channel(), topic).contains(lost.recipient());
        Optional<String> email = channels.email(lost.channel(), lost.recipient())
                .filter(address -> open && !lanes.open("email", topic).contains(address));
        if (email.isEmpty()) {
            return List.of();
        }
        Notice notice = lost.notice().remarking(List.of("By " + lost.channel() + ": " + reason));
        Queued instead = new Queued(new Notification(UUID.randomUUID(), "email", email.get(), notice, now));
        return lanes.of(instead.notification()).addFiring(instead);
    }
}
