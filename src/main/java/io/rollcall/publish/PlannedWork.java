package io.rollcall.publish;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Announced maintenance that goes on or is planned, without its note: that is for those who do it.
 *
 * @param key of the integration it is about, or null
 * @param group that it is about, or null; without both it is about everything
 * @param recurring true for one time of work that is done again and again
 */
public record PlannedWork(
        @Nullable String key, @Nullable String group, Instant from, Instant until, boolean recurring) {
    boolean covers(Service service) {
        return (key == null || key.equals(service.key())) && (group == null || group.equals(service.group()));
    }
}
