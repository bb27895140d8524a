package io.rollcall.mute;

import io.rollcall.calendar.Recurrence;
import io.rollcall.calendar.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * That people do not want to be told of some alerts for a while.
 *
 * @param id unique
 * @param matchers sets of which one must fit the alert
 * @param startsAt included
 * @param endsAt excluded
 * @param createdBy who asked for it
 * @param comment why
 * @param recurrence when it holds between start and end, or null for all the time
 * @param deliverEnd whether the end of an alert that was told before is told all the same
 * @param updatedAt when it became as it is
 * @param noticedFor the end of which was told that it comes, or null while none was
 */
public record Silence(
        String id,
        List<Matchers> matchers,
        Instant startsAt,
        Instant endsAt,
        String createdBy,
        String comment,
        @Nullable Recurrence recurrence,
        boolean deliverEnd,
        Instant updatedAt,
        @Nullable Instant noticedFor) {

    public Silence {
        matchers = List.copyOf(matchers);
    }

    /** Whether a silence holds: not yet or not now, now, or never again. */
    public enum State {
        PENDING,
        ACTIVE,
        EXPIRED
    }

    public State state(Instant at) {
        if (!at.isBefore(endsAt)) {
            return State.EXPIRED;
        }
        boolean open = !at.isBefore(startsAt) && (recurrence == null || recurrence.contains(at));
        return open ? State.ACTIVE : State.PENDING;
    }

    /** Until when it holds without a break, given that it holds at that time. */
    public Instant holdsUntil(Instant at) {
        Optional<Instant> window =
                Optional.ofNullable(recurrence).flatMap(times -> times.at(at)).map(Window::until);
        return window.filter(endsAt::isAfter).orElse(endsAt);
    }

    /** The matchers as they are written, one set a line. */
    public String matchersText() {
        return matchers.stream().map(Matchers::toString).collect(Collectors.joining("\n"));
    }

    /** True when it is time to tell that its end comes: so long before, but not in the first half of a short one. */
    boolean isEndingSoon(Instant now, Duration before) {
        Instant half = startsAt.plus(Duration.between(startsAt, endsAt).dividedBy(2));
        Instant due = endsAt.minus(before);
        return now.isBefore(endsAt) && !now.isBefore(due.isAfter(half) ? due : half) && !endsAt.equals(noticedFor);
    }

    /** The same, over at that time. One that has not begun never does. */
    Silence expiredAt(Instant now) {
        Instant start = startsAt.isAfter(now) ? now : startsAt;
        return new Silence(id, matchers, start, now, createdBy, comment, recurrence, deliverEnd, now, noticedFor);
    }

    /** The same, of whose end was told. */
    Silence noticed(Instant now) {
        return new Silence(id, matchers, startsAt, endsAt, createdBy, comment, recurrence, deliverEnd, now, endsAt);
    }
}
