package io.rollcall.access;

import io.rollcall.store.JournalEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody did.
 *
 * @param id so that it is kept once, however often it is written
 * @param caller a user or a token; null when nobody is known
 * @param action such as {@code login} or {@code POST}
 * @param target a user, a token, or the path that was called
 * @param outcome such as {@code done}, {@code refused} or an HTTP status
 * @param address from where; null for what was done at the command line
 */
public record AuditEntry(
        String id,
        Instant at,
        @Nullable String caller,
        String action,
        String target,
        String outcome,
        @Nullable String address)
        implements JournalEntry {
    @Override
    public String type() {
        return "audit";
    }
}
