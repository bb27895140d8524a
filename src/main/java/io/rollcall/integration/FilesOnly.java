package io.rollcall.integration;

import java.util.Collection;
import java.util.List;

/** No table: what the files declare is all there is, as for a single run from the command line. */
public final class FilesOnly implements SettingsTable {
    @Override
    public void declare(Collection<Declaration> declarations, Collection<Integration> integrations) {
        // nothing to write to
    }

    @Override
    public List<SettingsRow> changedSince(long version) {
        return List.of();
    }

    @Override
    public List<MaintenanceWindow> maintenance() {
        return List.of();
    }
}
