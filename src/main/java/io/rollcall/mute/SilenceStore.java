package io.rollcall.mute;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.store.Jdbc;
import io.rollcall.store.JournalEntry;
import io.rollcall.store.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The table of silences, into which the command line and people at a prompt write as well. */
public final class SilenceStore {
    private static final Logger LOG = LoggerFactory.getLogger(SilenceStore.class);

    private static final String SILENCES =
            """
            SELECT id, matchers, starts_at, ends_at, created_by, comment, recurrence, deliver_end, updated_at, noticed_for
              FROM silence
             WHERE ends_at > ?
             ORDER BY ends_at, id
            """;

    // Each change of a row gives it another xmin, whoever makes it: no trigger is needed to notice one.
    private static final String MARK =
            "SELECT count(*) || ' ' || coalesce(sum(xmin::text::bigint), 0) FROM silence WHERE ends_at > ?";

    private static final String WRITE = "SELECT record_silences(CAST(? AS jsonb))";

    private final Jdbc jdbc;
    private final ObjectMapper json;

    public SilenceStore(Jdbc jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Those that end after that time. A row that cannot be understood is left out, and logged. */
    public List<Silence> load(Instant endingAfter) {
        return jdbc.query(SILENCES, SilenceStore::entry, parameter(endingAfter)).stream()
                .flatMap(SilenceStore::silence)
                .toList();
    }

    /** Another text than last time when one of them has changed, come or gone. */
    public String mark(Instant endingAfter) {
        return jdbc.query(MARK, row -> row.getString(1), parameter(endingAfter)).get(0);
    }

    /** Writes silences at once, for those who have no spool. */
    public void write(List<? extends JournalEntry> entries) {
        try {
            jdbc.query(WRITE, row -> 0, json.writeValueAsString(entries));
        } catch (JsonProcessingException e) {
            throw new StoreException("Silences cannot be written as JSON", e);
        }
    }

    private static Stream<Silence> silence(SilenceEntry entry) {
        try {
            return Stream.of(entry.silence());
        } catch (IllegalArgumentException e) {
            LOG.warn("Row of table silence ignored id={} problem={}", entry.id(), e.getMessage());
            return Stream.empty();
        }
    }

    private static SilenceEntry entry(ResultSet row) throws SQLException {
        return new SilenceEntry(
                row.getString("id"),
                row.getString("matchers"),
                Objects.requireNonNull(Jdbc.instant(row, "starts_at")),
                Objects.requireNonNull(Jdbc.instant(row, "ends_at")),
                row.getString("created_by"),
                Optional.ofNullable(row.getString("comment")).orElse(""),
                row.getString("recurrence"),
                row.getBoolean("deliver_end"),
                Objects.requireNonNull(Jdbc.instant(row, "updated_at")),
                Jdbc.instant(row, "noticed_for"));
    }

    private static OffsetDateTime parameter(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
