package io.rollcall.notify;

import java.util.Map;
import java.util.TreeMap;

/** The gate of each channel. Guarded by the outbox. */
final class Gates {
    private final Channels channels;
    private final Map<String, Gate> gates = new TreeMap<>();

    Gates(Channels channels) {
        this.channels = channels;
    }

    Gate of(String channel) {
        return gates.computeIfAbsent(channel, name -> new Gate(channels.policy(name)));
    }
}
