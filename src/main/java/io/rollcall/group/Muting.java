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
     * @param tellsEnd whether the end of one that was told before is told all the same
     */
    record Muted(String why, boolean tellsEnd) {}

    /**
     * The answer for each alert, empty when it may be told.
     *
     * @param firing all that fires now
     */
    Function<Alert, Optional<Muted>> among(Collection<Alert> firing, Instant now);
}
