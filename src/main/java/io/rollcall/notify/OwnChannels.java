package io.rollcall.notify;

import io.rollcall.alert.Alert;
import io.rollcall.alert.Severity;
import io.rollcall.publish.Way;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which channels without a vendor are on.
 *
 * @param browsers ids of the push subscriptions that want to be told of something so bad; null when push is off
 * @param inbox whether messages are kept in the inbox
 * @param subscribers ids of the subscribers of the status page who want to be told of that, for each way that is on
 */
public record OwnChannels(
        @Nullable Function<Severity, List<String>> browsers,
        boolean inbox,
        Map<Way, Function<Alert, List<String>>> subscribers) {
    public OwnChannels {
        subscribers = Map.copyOf(subscribers);
    }

    /** Nobody subscribes to the status page. */
    public OwnChannels(@Nullable Function<Severity, List<String>> browsers, boolean inbox) {
        this(browsers, inbox, Map.of());
    }

    /** None of them. */
    public static OwnChannels none() {
        return new OwnChannels(null, false);
    }
}
