package io.rollcall.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.store.Jdbc;
import io.rollcall.store.Journal;
import io.rollcall.store.JournalEntry;
import io.rollcall.store.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** The table of who did what. All methods throw StoreException when the database does not answer. */
public final class AuditStore implements Journal {
    private static final String PAGE =
            """
            SELECT id, at, caller, action, target, outcome, address FROM audit
             WHERE (at, id) < (?, ?) ORDER BY at DESC, id DESC LIMIT ?
            """;
    private static final String WRITE = "SELECT record_audit(CAST(? AS jsonb))";
    private static final String EXPIRE = "DELETE FROM audit WHERE at < ? RETURNING 1";

    private final Jdbc jdbc;
    private final ObjectMapper json;

    public AuditStore(Jdbc jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** What was done before that time, and of that very time what has a smaller id; the newest first. */
    public List<AuditEntry> before(Instant time, UUID id, int most) {
        return jdbc.query(PAGE, AuditStore::entry, parameter(time), id, most);
    }

    /** Writes at once, for those who have no spool. */
    @Override
    public void append(List<? extends JournalEntry> entries) {
        try {
            jdbc.query(WRITE, row -> 0, json.writeValueAsString(entries));
        } catch (JsonProcessingException e) {
            throw new StoreException("Entries cannot be written as JSON", e);
        }
    }

    void expire(Instant olderThan) {
        jdbc.query(EXPIRE, row -> 0, parameter(olderThan));
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getString("id"),
                Objects.requireNonNull(Jdbc.instant(row, "at")),
                row.getString("caller"),
                row.getString("action"),
                row.getString("target"),
                row.getString("outcome"),
                row.getString("address"));
    }

    private static OffsetDateTime parameter(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
