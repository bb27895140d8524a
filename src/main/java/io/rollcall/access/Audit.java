package io.rollcall.access;

import io.rollcall.store.Journal;
import io.rollcall.store.StoreException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes who did what. Goes to the journal, so that nothing is lost while the database is away. Thread-safe. */
public final class Audit {
    private static final Logger LOG = LoggerFactory.getLogger(Audit.class);
    /** Longer texts come from outside, and say no more than their beginning does. */
    private static final int LONGEST = 300;

    private final Journal journal;
    private final Clock clock;

    public Audit(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * What was done.
     *
     * @param target what it was done to
     */
    public record Deed(String action, String target, String outcome) {}

    /**
     * Notes it.
     *
     * @param caller null when nobody is known
     * @param address null at the command line
     */
    public void note(@Nullable String caller, @Nullable String address, Deed deed) {
        AuditEntry entry = new AuditEntry(
                UUID.randomUUID().toString(),
                clock.instant(),
                caller,
                deed.action(),
                shown(deed.target()),
                deed.outcome(),
                address);
        try {
            journal.append(List.of(entry));
        } catch (StoreException e) {
            LOG.error("Audit entry lost action={} target={}", entry.action(), entry.target(), e);
        }
    }

    /** Nothing that a terminal or PostgreSQL would take for something else than text. */
    private static String shown(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", "?");
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) + "…" : plain;
    }
}
