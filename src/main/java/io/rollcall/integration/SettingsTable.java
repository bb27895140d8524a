package io.rollcall.integration;

import java.util.Collection;
import java.util.List;

/** The table of integrations, where settings can be changed without a file. */
public interface SettingsTable {
    /**
     * Writes what the files declare. A row's settings are overwritten only where its declaration has changed since it was
     * last written, so that a change made in the table lasts until somebody edits the file.
     */
    void declare(Collection<Declaration> declarations, Collection<Integration> integrations);

    /** The rows whose settings changed after that version, oldest change first. */
    List<SettingsRow> changedSince(long version);

    /** The maintenance that goes on or is planned. */
    List<MaintenanceWindow> maintenance();
}
