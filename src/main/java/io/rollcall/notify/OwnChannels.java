package io.rollcall.notify;

import io.rollcall.alert.Severity;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which channels without a vendor are on.
 *
 * @param browsers ids of the push subscriptions that want to be told of something so bad; null when push is off
 * @param inbox whether messages are kept in the inbox
 */
public record OwnChannels(@Nullable Function<Severity, List<String>> browsers, boolean inbox) {
    /** None of them. */
    public static OwnChannels none() {
        return new OwnChannels(null, false);
    }
}
