package io.rollcall.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.store.Jdbc;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the rules stood when the last run ended. */
public final class AlertStore {
    private static final Logger LOG = LoggerFactory.getLogger(AlertStore.class);
    private static final String OPEN =
            """
            SELECT rule, integration_key, state, severity, condition, since, at, clear_since, alert
              FROM alert
             WHERE state <> 'resolved' OR at > now() - interval '1 day'
            """;

    private final Jdbc jdbc;
    private final ObjectMapper json;

    public AlertStore(Jdbc jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        // A row of another version of Rollcall may say more than this one knows.
        this.json = json.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /** Those that wait or fire, and those that ended in the last day. */
    public List<AlertEntry> load() {
        return jdbc.query(OPEN, row -> {
            Instant since = Objects.requireNonNull(Jdbc.instant(row, "since"));
            Instant at = Objects.requireNonNull(Jdbc.instant(row, "at"));
            return new AlertEntry(
                    row.getString("rule"),
                    row.getString("integration_key"),
                    row.getString("state"),
                    row.getString("severity"),
                    row.getString("condition"),
                    since,
                    at,
                    Jdbc.instant(row, "clear_since"),
                    alert(row.getString("alert")));
        });
    }

    private @Nullable Alert alert(@Nullable String text) {
        try {
            return text == null ? null : json.readValue(text, Alert.class);
        } catch (JsonProcessingException e) {
            LOG.warn("Alert of an earlier version not taken up: {}", e.getOriginalMessage());
            return null;
        }
    }
}
