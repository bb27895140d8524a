package io.rollcall.notify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what each recipient may be sent: where the limit leaves no room for a message about each topic, all that waits for
 * the recipient becomes one. Guarded by the outbox.
 */
final class Bundles {
    private final Channels channels;
    private final Map<Address, Allowance> allowances = new HashMap<>();
    /** What became one message and is in flight, by that message's id. */
    private final Map<UUID, List<Notification>> parts = new HashMap<>();

    private record Address(String channel, String recipient) {
        static Address of(Notification notification) {
            return new Address(notification.channel(), notification.recipient());
        }
    }

    Bundles(Channels channels) {
        this.channels = channels;
    }

    /** The messages that may go now, each about one or more of these, in their order. */
    List<List<Queued>> messages(List<Queued> ready, Instant now) {
        Map<Address, List<Queued>> waiting = new LinkedHashMap<>();
        ready.forEach(queued -> waiting.computeIfAbsent(Address.of(queued.notification()), to -> new ArrayList<>())
                .add(queued));
        Map<Address, Integer> rooms = new HashMap<>();
        waiting.keySet().forEach(to -> rooms.put(to, room(to, now)));
        List<List<Queued>> messages = new ArrayList<>();
        for (Queued queued : ready) {
            Address to = Address.of(queued.notification());
            List<Queued> all = waiting.getOrDefault(to, List.of());
            int room = rooms.getOrDefault(to, 0);
            if (all.size() <= room) {
                messages.add(List.of(queued));
            } else if (room > 0 && all.get(0) == queued) {
                messages.add(all);
            }
        }
        return messages;
    }

    /**
     * The one message about all of these, which is on its way from now on.
     *
     * @param continues the receipt of the message that each follows
     */
    Notification take(List<Queued> together, Function<Queued, @Nullable String> continues, Instant now) {
        together.forEach(queued -> queued.take(now, continues.apply(queued)));
        List<Notification> all = together.stream().map(Queued::notification).toList();
        Notification message = all.get(0);
        if (all.size() > 1) {
            message = Notification.together(all);
            parts.put(message.id(), all);
        }
        if (isLimited(Address.of(message))) {
            allowance(Address.of(message)).take();
        }
        return message;
    }

    /** What the message was made of. */
    List<Notification> parts(Notification message) {
        return parts.getOrDefault(message.id(), List.of(message));
    }

    /** The message came back. */
    void delivered(Notification message, @Nullable String receipt, Instant now) {
        cameBack(message, SentMessage.name(message.id(), receipt), now);
    }

    /** The message came back; what may have arrived counts. */
    void failed(Notification message, DeliveryFailure failure, Instant now) {
        boolean mayHaveArrived = failure.kind() == DeliveryFailure.Kind.AMBIGUOUS;
        cameBack(message, mayHaveArrived ? message.id() + " at " + now : null, now);
    }

    private void cameBack(Notification message, @Nullable String name, Instant now) {
        parts.remove(message.id());
        Address to = Address.of(message);
        if (!isLimited(to)) {
            return;
        }
        if (name == null) {
            allowance(to).notSent();
        } else {
            allowance(to).sent(name, now);
        }
    }

    /** Something was sent in the last run. */
    void wasSent(SentMessage message) {
        Address to = new Address(message.channel(), message.recipient());
        if (isLimited(to)) {
            allowance(to).wasSent(message.name(), message.at());
        }
    }

    private boolean isLimited(Address to) {
        return !channels.policy(to.channel()).limit().isNone();
    }

    private int room(Address to, Instant now) {
        return isLimited(to) ? allowance(to).room(now) : Integer.MAX_VALUE;
    }

    private Allowance allowance(Address to) {
        return allowances.computeIfAbsent(
                to, address -> new Allowance(channels.policy(address.channel()).limit()));
    }
}
