package io.rollcall.store;

import java.util.List;

/**
 * Where everything that must survive goes first: entries are appended to a file before anything is done about them, and
 * later drained into the database in the order in which they were appended.
 */
@FunctionalInterface
public interface Journal {
    /**
     * Appends the entries. They survive the end of the process once this returns.
     *
     * @throws StoreException when the file cannot be written
     */
    void append(List<? extends JournalEntry> entries);
}
