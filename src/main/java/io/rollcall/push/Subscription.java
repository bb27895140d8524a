package io.rollcall.push;

import io.rollcall.alert.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A browser that wants to be told of alerts. One that subscribes again keeps its id.
 *
 * @param severity it is told of what is at least so bad
 * @param at when it was last subscribed
 * @param owner who subscribed it; null where nobody was known
 */
public record Subscription(Device device, Severity severity, Instant at, @Nullable String owner) {

    /** By which commands, logs and tables call it: its endpoint is a secret. */
    public String id() {
        return device.id();
    }

    /**
     * What a browser says of itself.
     *
     * @param severity the least that it wants to be told of
     */
    public record Draft(String endpoint, String p256dh, String auth, Severity severity) {
        @Override
        public String toString() {
            return "Draft[severity=" + severity + "]";
        }
    }

    @Override
    public String toString() {
        return "Subscription[id=" + id() + ", severity=" + severity + "]";
    }
}
