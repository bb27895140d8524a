package io.rollcall.group;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a group's escalation has come. It begins when something is told to fire that nobody has acknowledged, while all
 * before was acknowledged or there was nothing. Guarded by {@link AlertGroups}.
 */
final class Chain {
    private @Nullable Progress progress;

    /** A step that is taken, and why. */
    record Taken(Escalation.Step step, String why) {}

    @Nullable
    Progress progress() {
        return progress;
    }

    /** Takes note of whether something waits for somebody, or is told to fire at all. True when that is news. */
    boolean follow(boolean waiting, boolean open, Instant now) {
        Progress before = progress;
        if (!open) {
            progress = null;
        } else if (before == null || waiting && !before.waiting()) {
            progress = waiting ? new Progress(now, 0, true) : before;
        } else {
            progress = new Progress(before.since(), before.taken(), waiting);
        }
        return progress == null ? before != null : !progress.equals(before);
    }

    /** The step that is due; of several the last one. */
    Optional<Taken> due(Escalation escalation, Instant now) {
        Progress at = progress;
        if (at == null || !at.waiting()) {
            return Optional.empty();
        }
        int last = -1;
        for (int i = at.taken();
                i < escalation.count() && !time(escalation, at, i).isAfter(now);
                i++) {
            last = i;
        }
        return last < 0
                ? Optional.empty()
                : Optional.of(take(
                        escalation,
                        at,
                        last,
                        "Nobody has acknowledged for " + words(Duration.between(at.since(), now))));
    }

    /** The next step, whenever it would be due; empty when all were taken or nothing was told. */
    Optional<Taken> next(Escalation escalation, String by) {
        Progress at = progress;
        return at == null || at.taken() >= escalation.count()
                ? Optional.empty()
                : Optional.of(take(escalation, at, at.taken(), "Escalated by " + by));
    }

    private Taken take(Escalation escalation, Progress at, int number, String why) {
        progress = new Progress(at.since(), number + 1, at.waiting());
        return new Taken(escalation.step(number), why + " (step " + (number + 1) + " of " + escalation.count() + ")");
    }

    /** When the next step is due; null when there is none. */
    @Nullable
    Instant next(Escalation escalation) {
        Progress at = progress;
        return at == null || !at.waiting() || at.taken() >= escalation.count()
                ? null
                : time(escalation, at, at.taken());
    }

    /** What was known before a restart counts from earlier than what has begun since. */
    void restore(@Nullable Progress before) {
        if (before != null && (progress == null || before.since().isBefore(progress.since()))) {
            progress = before;
        }
    }

    private static Instant time(Escalation escalation, Progress at, int number) {
        return at.since().plus(escalation.after(number));
    }

    private static String words(Duration waited) {
        if (waited.toMinutes() < 1) {
            return words(waited.toSeconds(), "second");
        }
        return waited.toHours() < 2 ? words(waited.toMinutes(), "minute") : words(waited.toHours(), "hour");
    }

    private static String words(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }
}
