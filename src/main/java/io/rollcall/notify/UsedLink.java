package io.rollcall.notify;

import io.rollcall.store.JournalEntry;
import java.time.Instant;

/**
 * That a link was used.
 *
 * @param id its token's hash
 * @param expiresAt when it would have ceased to work anyway
 */
public record UsedLink(String id, Instant expiresAt) implements JournalEntry {
    @Override
    public String type() {
        return "used-link";
    }
}
