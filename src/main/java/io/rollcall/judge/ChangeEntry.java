package io.rollcall.judge;

import io.rollcall.store.JournalEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A change of status as it is kept. */
record ChangeEntry(String key, String name, Instant at, String from, String to, @Nullable String message)
        implements JournalEntry {

    static ChangeEntry of(StatusChange change, String name) {
        return new ChangeEntry(
                change.integration(),
                name,
                change.at(),
                change.from().word(),
                change.to().word(),
                change.message());
    }

    @Override
    public String type() {
        return "change";
    }
}
