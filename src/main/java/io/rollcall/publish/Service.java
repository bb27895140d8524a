package io.rollcall.publish;

import io.rollcall.integration.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An integration as a component sees it.
 *
 * @param group that it is in, or null
 * @param workedSince when the work on it that goes on now began; null when none does
 * @param announced whether the public was told of that work
 */
public record Service(
        String key, @Nullable String group, Status status, @Nullable Instant workedSince, boolean announced) {
    /** Whether it counts as in maintenance: of work that nobody was told of only where else there was an alarm. */
    boolean maintenance() {
        return workedSince != null && (announced || status == Status.DOWN || status == Status.DEGRADED);
    }

    /** Whether people worked on it at that time who still do. */
    boolean workedOnAt(Instant time) {
        return workedSince != null && !time.isBefore(workedSince);
    }
}
