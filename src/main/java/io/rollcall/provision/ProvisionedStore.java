package io.rollcall.provision;

import io.rollcall.store.Jdbc;
import java.util.List;
import java.util.Objects;

/** The things at vendors as the database holds them. */
public final class ProvisionedStore {
    private static final String ALL =
            """
            SELECT integration_key, thing, kind, provider, external_id, status, declared_hash, taken_hash, last_action,
                   error, updated_at
              FROM provisioned
             ORDER BY integration_key, thing
            """;

    private final Jdbc jdbc;

    public ProvisionedStore(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** All of them, in the order of their keys. Throws StoreException while the database is away. */
    public List<Provisioned> load() {
        return jdbc.query(
                ALL,
                row -> new Provisioned(
                        row.getString("integration_key"),
                        row.getString("thing"),
                        row.getString("kind"),
                        row.getString("provider"),
                        row.getString("external_id"),
                        row.getString("status"),
                        row.getString("declared_hash"),
                        row.getString("taken_hash"),
                        row.getString("last_action"),
                        row.getString("error"),
                        Objects.requireNonNull(Jdbc.instant(row, "updated_at"))));
    }
}
