package io.rollcall.notify;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one recipient is told about one topic, in order: only the first may be in flight, so that an end never overtakes its
 * alarm. Methods that change something return what is to be journaled. Guarded by the outbox.
 */
final class Lane {
    private final Deque<Queued> queue = new ArrayDeque<>();
    private @Nullable Instant lastSentAt;
    private Instant newestSent = Instant.MIN;
    /** True while the recipient's last word is that it fires. */
    private boolean open;
    /** What the channel called the last message while {@link #open}. */
    private @Nullable String receipt;

    List<Queued> addFiring(Queued added) {
        List<Queued> changed = new ArrayList<>();
        Queued last = queue.peekLast();
        boolean alike = last != null
                && last.notification().answers() == added.notification().answers();
        if (last != null && alike && last.firing() && last.untouched()) {
            added.include(last);
            changed.add(cancel(queue.removeLast(), "A newer message took its place"));
        }
        queue.add(added);
        changed.add(added);
        return changed;
    }

    List<Queued> addEnd(Queued added) {
        List<Queued> changed = new ArrayList<>();
        while (queue.peekLast() != null
                && queue.getLast().firing()
                && queue.getLast().untouched()) {
            added.include(queue.getLast());
            changed.add(cancel(queue.removeLast(), "It ended before it was told"));
        }
        Queued last = queue.peekLast();
        boolean somethingToEnd = last == null ? open : last.firing();
        if (somethingToEnd) {
            queue.add(added);
            changed.add(added);
        } else if (!changed.isEmpty()) {
            changed.add(cancel(added, "Its alarm was not told"));
        }
        return changed;
    }

    /** The first one when its time has come. */
    Optional<Queued> due(Instant now) {
        Queued head = queue.peek();
        boolean due = head != null && !head.inFlight() && !head.nextAttemptAt().isAfter(now);
        return due ? Optional.of(head) : Optional.empty();
    }

    /** The one in flight, if it is this one. */
    Optional<Queued> inFlight(Notification notification) {
        return Optional.ofNullable(queue.peek())
                .filter(head -> head.inFlight() && head.notification().id().equals(notification.id()));
    }

    /** What the channel calls the message that the next one follows; null when there is none. */
    @Nullable
    String receipt() {
        return receipt;
    }

    List<Queued> delivered(@Nullable String given, Instant now) {
        Queued head = queue.remove();
        head.sent(now, given);
        wasSent(head.notification(), now, given);
        return List.of(head);
    }

    List<Queued> dead(String reason) {
        Queued head = queue.remove();
        head.finish(NotificationState.DEAD, reason);
        List<Queued> changed = new ArrayList<>(List.of(head));
        if (head.firing() && head.uncertain() > 0) {
            open = true;
        }
        if (!open && queue.peek() != null && !queue.getFirst().firing()) {
            changed.add(cancel(queue.remove(), "Its alarm could not be delivered"));
        }
        return changed;
    }

    /** Nobody is there to be told any more. */
    List<Queued> left(String reason) {
        List<Queued> changed = List.copyOf(queue);
        changed.forEach(waiting -> cancel(waiting, reason));
        queue.clear();
        open = false;
        return changed;
    }

    /** Takes note of what was sent; something older than what is known changes nothing. */
    void wasSent(Notification notification, Instant at, @Nullable String given) {
        if (notification.createdAt().isAfter(newestSent)) {
            newestSent = notification.createdAt();
        }
        if (lastSentAt == null || !at.isBefore(lastSentAt)) {
            lastSentAt = at;
            open = notification.firing() && !notification.standsAlone();
            receipt = open ? given : null;
        }
    }

    /** Puts what the last run left before everything newer. False when something newer was told or is being told. */
    boolean restore(Queued older) {
        boolean late = newestSent.isAfter(older.notification().createdAt());
        if (late || (queue.peek() != null && queue.getFirst().inFlight())) {
            cancel(older, "Something newer was told before");
            return false;
        }
        queue.addFirst(older);
        return true;
    }

    /** True when nothing here matters any more. */
    boolean forgettable() {
        return queue.isEmpty() && !open;
    }

    /** True when something was told, or is about to be, that an end would end. */
    boolean isOpen() {
        return open || queue.stream().anyMatch(Queued::firing);
    }

    Stream<Queued> waiting() {
        return queue.stream();
    }

    private static Queued cancel(Queued queued, String reason) {
        queued.finish(NotificationState.CANCELLED, reason);
        return queued;
    }
}
