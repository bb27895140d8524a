package io.rollcall.alert;

import java.time.Instant;
import java.util.List;

/** Where the outcomes of the past are kept. */
@FunctionalInterface
public interface OutcomeHistory {
    /**
     * Measured outcomes, the oldest first.
     *
     * @param from included
     * @param until excluded
     * @param metrics whether their metrics are asked for, which cost more to read
     * @throws io.rollcall.store.StoreException when the record cannot be read
     */
    List<Sample> between(Instant from, Instant until, boolean metrics);
}
