package io.rollcall.web;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.rollcall.store.Jdbc;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;

/** What was wrong when an integration went down last: found by the change of status, however long ago that was. */
public final class FailureStore {
    private static final String LAST =
            """
            SELECT l.check_time, l.error_message, l.error_details
              FROM status_change c
              JOIN integration_health_log l ON l.integration_key = c.integration_key AND l.check_time = c.at
             WHERE c.integration_key = ? AND c.to_status = 'down'
             ORDER BY c.at DESC
             LIMIT 1
            """;

    private final Jdbc jdbc;

    public FailureStore(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The check that made it down.
     *
     * @param evidence as JSON: what the check saw, without secrets
     */
    public record Failure(Instant at, @Nullable String message, @JsonRawValue @Nullable String evidence) {}

    /** The last one of that integration; none when it never was, or when the record of it has been cleaned up. */
    public List<Failure> last(@Header("key") String key) {
        return jdbc.query(
                LAST,
                row -> new Failure(
                        Objects.requireNonNull(Jdbc.instant(row, "check_time")),
                        row.getString("error_message"),
                        row.getString("error_details")),
                key);
    }
}
