package io.rollcall.group;

import io.rollcall.alert.Alert;
import java.time.Instant;
import java.util.Optional;

/** Why is an alert not told now? Asked each time before a group is told. */
@FunctionalInterface
public interface Muting {
    /**
     * What keeps an alert from being told.
     *
     * @param why one plain sentence
     * @param tellsEnd whether the end of one that was told before is told all the same
     */
    record Muted(String why, boolean tellsEnd) {}

    /** Empty when it may be told. */
    Optional<Muted> of(Alert alert, Instant now);
}
