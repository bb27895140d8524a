package io.rollcall.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.group.Notice;
import io.rollcall.store.Jdbc;
import io.rollcall.store.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/** What the outbox must know of the last run: what was not sent yet, and what was last told to whom. */
public final class NotificationStore {
    /** Nothing that was sent to subscribers is ended later, and there may be very much of it. */
    private static final String OPEN_AND_LAST_TOLD =
            """
            SELECT * FROM notification WHERE state = 'pending'
            UNION ALL
            (SELECT DISTINCT ON (channel, recipient, topic, firing) *
               FROM notification
              WHERE state = 'sent' AND channel NOT IN ('subscribers', 'subscribers-push')
              ORDER BY channel, recipient, topic, firing, sent_at DESC)
            """;

    private static final String SENT_LATELY =
            """
            SELECT channel, recipient, coalesce(receipt, id::text) AS name, max(sent_at) AS at
              FROM notification
             WHERE state = 'sent' AND sent_at > now() - make_interval(secs => ?) AND recipient <> ''
             GROUP BY 1, 2, 3
            """;

    private final Jdbc jdbc;
    private final ObjectMapper json;

    public NotificationStore(Jdbc jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The entries that {@link Outbox#restore} asks for. */
    public List<NotificationEntry> load() {
        return jdbc.query(OPEN_AND_LAST_TOLD, this::entry);
    }

    /** What counts for the limits of recipients. */
    public List<SentMessage> sentLately() {
        return jdbc.query(
                SENT_LATELY,
                row -> new SentMessage(
                        row.getString("channel"),
                        row.getString("recipient"),
                        row.getString("name"),
                        Objects.requireNonNull(Jdbc.instant(row, "at"))),
                RecipientLimit.LONGEST.toSeconds());
    }

    private NotificationEntry entry(ResultSet row) throws SQLException {
        Instant created = Objects.requireNonNull(Jdbc.instant(row, "created_at"));
        return new NotificationEntry(
                row.getObject("id", UUID.class),
                row.getString("channel"),
                row.getString("recipient"),
                row.getString("topic"),
                row.getString("rule"),
                row.getString("integration_key"),
                row.getString("severity"),
                row.getBoolean("firing"),
                NotificationState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInt("attempts"),
                row.getString("last_error"),
                created,
                Jdbc.instant(row, "next_attempt_at"),
                Jdbc.instant(row, "sent_at"),
                row.getString("receipt"),
                notice(row.getString("notice")));
    }

    private Notice notice(String text) {
        try {
            return json.readValue(text, Notice.class);
        } catch (JsonProcessingException e) {
            throw new StoreException("The notice of a notification cannot be read", e);
        }
    }
}
