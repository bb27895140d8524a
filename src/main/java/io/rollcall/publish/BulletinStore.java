package io.rollcall.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.store.Jdbc;
import io.rollcall.store.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What people told the public in the last runs. */
public final class BulletinStore {
    private static final String LATELY =
            """
            SELECT id, title, components, starts_at, ends_at, updates, changed_at
              FROM bulletin
             WHERE changed_at > ? OR ends_at > ?
            """;

    private final Jdbc jdbc;
    private final ObjectMapper json;

    public BulletinStore(Jdbc jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** What a page may show at that time. Throws StoreException when the database does not answer. */
    public List<Bulletin> load(Instant now) {
        Instant oldest = now.atOffset(ZoneOffset.UTC).minusDays(History.LENGTH).toInstant();
        return jdbc.query(LATELY, this::bulletin, oldest.atOffset(ZoneOffset.UTC), now.atOffset(ZoneOffset.UTC));
    }

    private Bulletin bulletin(ResultSet row) throws SQLException {
        try {
            return new Bulletin(
                    row.getString("id"),
                    row.getString("title"),
                    json.readValue(row.getString("components"), new TypeReference<Set<String>>() {}),
                    Objects.requireNonNull(Jdbc.instant(row, "starts_at")),
                    Jdbc.instant(row, "ends_at"),
                    json.readValue(row.getString("updates"), new TypeReference<List<Update>>() {}),
                    Objects.requireNonNull(Jdbc.instant(row, "changed_at")));
        } catch (JsonProcessingException e) {
            throw new StoreException("A bulletin cannot be read", e);
        }
    }
}
