package io.rollcall.notify;

import io.rollcall.store.Journal;
import io.rollcall.store.StoreException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who has answered STOP and is sent nothing until START. Thread-safe. */
public final class OptOuts {
    /** Why somebody is not told. */
    public static final String REASON = "The recipient has answered STOP";

    private static final Logger LOG = LoggerFactory.getLogger(OptOuts.class);

    private final Journal journal;
    private final Clock clock;
    private final Map<List<String>, OptOut> known = new HashMap<>();

    OptOuts(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /** True while nothing is sent there. */
    public synchronized boolean has(String channel, String recipient) {
        OptOut last = known.get(List.of(channel, recipient));
        return last != null && last.out();
    }

    /** Notes what somebody wants; what is known already changes nothing. */
    synchronized void set(String channel, String recipient, boolean out) {
        if (has(channel, recipient) == out) {
            return;
        }
        Instant now = clock.instant();
        OptOut wish = new OptOut(channel, recipient, out, now);
        known.put(List.of(channel, recipient), wish);
        LOG.warn(
                "Recipient wants {} channel={} recipient={}",
                out ? "no messages" : "messages again",
                channel,
                recipient);
        try {
            journal.append(List.of(wish));
        } catch (StoreException e) {
            LOG.error("A wish to get no messages is not journaled: a restart would forget it", e);
        }
    }

    /** As the last run left it; what is known of this run wins. */
    public synchronized void restore(Collection<OptOut> wishes) {
        wishes.forEach(wish -> known.merge(
                List.of(wish.channel(), wish.recipient()),
                wish,
                (one, other) -> one.at().isBefore(other.at()) ? other : one));
    }
}
