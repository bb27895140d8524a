package io.rollcall.incoming;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.alert.Alert;
import io.rollcall.store.Jdbc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The alerts of other systems that were open when the last run ended. */
public final class IncomingStore {
    private static final Logger LOG = LoggerFactory.getLogger(IncomingStore.class);
    private static final String OPEN = "SELECT alert_key, expires_at, at, alert FROM incoming_alert ORDER BY alert_key";

    private final Jdbc jdbc;
    private final ObjectMapper json;

    public IncomingStore(Jdbc jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        // A row of another version of Rollcall may say more than this one knows.
        this.json = json.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /** All of them. One that cannot be read is left out, and logged. */
    public List<IncomingEntry> load() {
        return jdbc.query(OPEN, this::entry).stream().flatMap(entry -> entry).toList();
    }

    private Stream<IncomingEntry> entry(ResultSet row) throws SQLException {
        String key = row.getString("alert_key");
        try {
            return Stream.of(new IncomingEntry(
                    key,
                    false,
                    Jdbc.instant(row, "expires_at"),
                    Objects.requireNonNull(Jdbc.instant(row, "at")),
                    json.readValue(row.getString("alert"), Alert.class)));
        } catch (JsonProcessingException e) {
            LOG.warn("Alert of another system not taken up key={} problem={}", key, e.getOriginalMessage());
            return Stream.empty();
        }
    }
}
