package io.rollcall.notify;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** How many messages a recipient may be sent now. Guarded by the outbox. */
final class Allowance {
    private final RecipientLimit limit;
    /** When each message was sent, by what the channel calls it: what waited together has one name. */
    private final Map<String, Instant> sent = new LinkedHashMap<>();

    private int inFlight;

    Allowance(RecipientLimit limit) {
        this.limit = limit;
    }

    /** What is in flight counts as sent now, since it counts from when it is. */
    int room(Instant now) {
        sent.values().removeIf(at -> !at.isAfter(now.minus(limit.longest())));
        int room = Integer.MAX_VALUE;
        for (RecipientLimit.Window window : limit.windows()) {
            Instant start = now.minus(window.length());
            long used = sent.values().stream().filter(at -> at.isAfter(start)).count();
            room = (int) Math.min(room, window.most() - used - inFlight);
        }
        return Math.max(0, room);
    }

    void take() {
        inFlight++;
    }

    /** It may have been sent then. */
    void sent(String name, Instant at) {
        inFlight--;
        sent.put(name, at);
    }

    void notSent() {
        inFlight--;
    }

    /** It was sent in the last run. */
    void wasSent(String name, Instant at) {
        sent.putIfAbsent(name, at);
    }
}
