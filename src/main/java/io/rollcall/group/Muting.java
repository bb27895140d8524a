package io.rollcall.group;

import io.rollcall.alert.Alert;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/** Why is an alert not told now? Asked each time before a group is told. */
@FunctionalInterface
public interface Muting {
    /**
     * What keeps an alert from being told.
     *
     * @param why one plain sentence
     * @param end what becomes of the end of one that was told before
     */
    record Muted(String why, End end) {}

    /** What becomes of the end of an alert that was told before it was muted. */
    enum End {
        TOLD,
        /** It is never told. */
        DROPPED,
        /** It is told when nothing mutes the alert any more, if it has not begun to fire again by then. */
        HELD
    }

    /**
     * The answer for each alert, empty when it may be told.
     *
     * @param firing all that fires now
     */
    Function<Alert, Optional<Muted>> among(Collection<Alert> firing, Instant now);
}
