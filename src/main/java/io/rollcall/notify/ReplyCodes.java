package io.rollcall.notify;

import io.rollcall.store.Journal;
import io.rollcall.store.StoreException;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** By which numbers recipients answer, and what those stand for. Thread-safe. */
public final class ReplyCodes {
    private static final Logger LOG = LoggerFactory.getLogger(ReplyCodes.class);
    private static final int MOST = 999;

    private final Journal journal;
    private final Clock clock;
    private final Map<String, Map<Integer, ReplyCode>> byRecipient = new HashMap<>();

    public ReplyCodes(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /** The recipient's code for these topics, in a message that is being written: the same while it is about the same. */
    synchronized int code(String recipient, List<String> topics) {
        Map<Integer, ReplyCode> known = byRecipient.computeIfAbsent(recipient, number -> new TreeMap<>());
        int number = known.values().stream()
                .filter(code -> code.topics().equals(topics))
                .max(Comparator.comparing(ReplyCode::at))
                .map(ReplyCode::code)
                .orElseGet(() -> next(known.values()));
        ReplyCode code = new ReplyCode(recipient, number, topics, clock.instant());
        known.put(number, code);
        keep(code);
        return number;
    }

    /** One after another and round, so that an old message's code does not soon stand for something else. */
    private static int next(Collection<ReplyCode> known) {
        return known.stream()
                .max(Comparator.comparing(ReplyCode::at).thenComparing(ReplyCode::code))
                .map(last -> last.code() % MOST + 1)
                .orElse(1);
    }

    /** What the code stands for; empty when the recipient was never sent it. */
    synchronized Optional<ReplyCode> find(String recipient, int code) {
        return Optional.ofNullable(byRecipient.getOrDefault(recipient, Map.of()).get(code));
    }

    /** The recipient's codes, the one that was sent last first; empty for somebody who was never told anything. */
    synchronized List<ReplyCode> of(String recipient) {
        return byRecipient.getOrDefault(recipient, Map.of()).values().stream()
                .sorted(Comparator.comparing(ReplyCode::at)
                        .thenComparing(ReplyCode::code)
                        .reversed())
                .toList();
    }

    /** As the last run left them; what was sent in this run wins. */
    public synchronized void restore(Collection<ReplyCode> codes) {
        codes.forEach(code -> byRecipient
                .computeIfAbsent(code.recipient(), recipient -> new TreeMap<>())
                .merge(code.code(), code, (one, other) -> one.at().isBefore(other.at()) ? other : one));
    }

    private void keep(ReplyCode code) {
        try {
            journal.append(List.of(code));
        } catch (StoreException e) {
            LOG.error("The code of a text message is not journaled: after a restart nobody could answer by it", e);
        }
    }
}
