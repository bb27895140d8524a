package io.rollcall.notify;

import io.rollcall.alert.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one recipient is told about one rule of one integration, in order: only the first may be in flight, so that an
 * end never overtakes its alarm. Methods that change something return what is to be journaled. Guarded by the outbox.
 */
final class Lane {
    private final Deque<Queued> queue = new ArrayDeque<>();
    private final Duration holdBack;
    private @Nullable Instant firingSentAt;
    private @Nullable Severity firingSeverity;
    /** True while the recipient's last word is that it fires. */
    private boolean open;

    Lane(Duration holdBack) {
        this.holdBack = holdBack;
    }

    List<Queued> addFiring(Queued added, Instant now) {
        List<Queued> changed = new ArrayList<>();
        Queued last = queue.peekLast();
        if (last != null && last.firing()) {
            if (last.untouched()) {
                changed.add(cancel(queue.removeLast(), "A newer message of the same alarm took its place"));
            } else if (added.severity().compareTo(last.severity()) <= 0) {
                return List.of(cancel(added, "The same alarm is being delivered"));
            }
        }
        queue.add(added);
        holdHead(now);
        changed.add(added);
        return changed;
    }

    List<Queued> addEnd(Queued added) {
        List<Queued> changed = new ArrayList<>();
        if (queue.peekLast() != null
                && queue.getLast().firing()
                && queue.getLast().untouched()) {
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
        boolean due = head != null && !head.inFlight() && !readyAt(head).isAfter(now);
        return due ? Optional.of(head) : Optional.empty();
    }

    /** The one in flight, if it is this one. */
    Optional<Queued> inFlight(Notification notification) {
        return Optional.ofNullable(queue.peek())
                .filter(head -> head.inFlight() && head.notification.id().equals(notification.id()));
    }

    List<Queued> delivered(@Nullable String receipt, Instant now) {
        Queued head = queue.remove();
        head.sent(now, receipt);
        wasSent(head.notification, now);
        List<Queued> changed = new ArrayList<>(List.of(head));
        holdHead(now).ifPresent(changed::add);
        return changed;
    }

    List<Queued> dead(String reason, Instant now) {
        Queued head = queue.remove();
        head.finish(NotificationState.DEAD, reason);
        List<Queued> changed = new ArrayList<>(List.of(head));
        if (head.firing() && head.uncertain() > 0) {
            open = true;
        }
        if (!open && queue.peek() != null && !queue.getFirst().firing()) {
            changed.add(cancel(queue.remove(), "Its alarm could not be delivered"));
        }
        holdHead(now).ifPresent(changed::add);
        return changed;
    }

    /** At start: this was sent before. Calls may come in any order of time. */
    void wasSent(Notification notification, Instant at) {
        if (!notification.alert().firing()) {
            open = firingSentAt != null && firingSentAt.isAfter(at);
            return;
        }
        firingSentAt = at;
        firingSeverity = notification.alert().severity();
        open = true;
    }

    /** At start: this is still to be delivered. The first one may have been in flight. */
    void restore(Queued queued) {
        if (queue.isEmpty() && queued.state() == NotificationState.PENDING) {
            queued.touch();
        }
        queue.add(queued);
    }

    /** True when nothing here matters any more. */
    boolean forgettable(Instant now) {
        return queue.isEmpty()
                && !open
                && (firingSentAt == null || !firingSentAt.plus(holdBack).isAfter(now));
    }

    Stream<Queued> waiting() {
        return queue.stream();
    }

    private Instant readyAt(Queued queued) {
        Instant next = queued.nextAttemptAt();
        if (!queued.firing() || !queued.untouched() || firingSentAt == null || firingSeverity == null) {
            return next;
        }
        boolean rise = queued.severity().compareTo(firingSeverity) > 0;
        Instant end = firingSentAt.plus(holdBack);
        return rise || end.isBefore(next) ? next : end;
    }

    private Optional<Queued> holdHead(Instant now) {
        Queued head = queue.peek();
        if (head == null || !head.untouched() || head.state() != NotificationState.PENDING) {
            return Optional.empty();
        }
        Instant ready = readyAt(head);
        if (!ready.isAfter(now)) {
            return Optional.empty();
        }
        head.hold(ready);
        return Optional.of(head);
    }

    private static Queued cancel(Queued queued, String reason) {
        queued.finish(NotificationState.CANCELLED, reason);
        return queued;
    }
}
