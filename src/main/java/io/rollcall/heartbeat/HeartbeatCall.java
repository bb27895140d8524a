package io.rollcall.heartbeat;

import io.rollcall.store.JournalEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call of a job, as it is kept.
 *
 * @param key the integration's key
 * @param exitStatus what the job ended with, 0 to 255; 0 is success
 * @param durationMs how long the job says it took, or null
 * @param log the beginning of what the job printed, without the integration's secrets, or null
 */
public record HeartbeatCall(String key, Instant at, int exitStatus, @Nullable Long durationMs, @Nullable String log)
        implements JournalEntry {
    @Override
    public String type() {
        return "heartbeat";
    }
}
