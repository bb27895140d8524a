package io.rollcall.mute;

import io.rollcall.store.Jdbc;
import java.util.List;
import java.util.Objects;

/** Which integrations were not steady when the last run ended. */
public final class FlapStore {
    private static final String UNSTEADY = "SELECT integration_key, states, flapping, at FROM flapping"
            + " WHERE flapping OR states ~ 'hg|hd|gh|gd|dh|dg'";

    private final Jdbc jdbc;

    public FlapStore(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    public List<FlapEntry> load() {
        return jdbc.query(
                UNSTEADY,
                row -> new FlapEntry(
                        row.getString("integration_key"),
                        row.getString("states"),
                        row.getBoolean("flapping"),
                        Objects.requireNonNull(Jdbc.instant(row, "at"))));
    }
}
