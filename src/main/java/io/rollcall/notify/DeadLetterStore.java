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
import java.util.Objects;
import java.util.UUID;

/** Which notifications were given up, and which of them someone wants delivered after all. */
public final class DeadLetterStore {
    private static final String ALL =
            """
            SELECT n.id, n.channel, n.recipient, n.rule, n.integration_key, n.severity, n.firing, n.created_at,
                   d.died_at, d.reason, d.replay_at
              FROM dead_letter d JOIN notification n ON n.id = d.notification_id
             WHERE n.state = 'dead'
             ORDER BY d.died_at, n.id
            """;
    private static final String REPLAY_ALL =
            "UPDATE dead_letter SET replay_at = now() WHERE replay_at IS NULL RETURNING notification_id";
    private static final String REPLAY =
            """
            UPDATE dead_letter SET replay_at = now()
             WHERE replay_at IS NULL AND notification_id = ?
            RETURNING notification_id
            """;
    private static final String REQUESTED =
            """
            SELECT n.id, n.channel, n.recipient, n.notice, n.created_at
              FROM dead_letter d JOIN notification n ON n.id = d.notification_id
             WHERE d.replay_at IS NOT NULL AND n.state = 'dead'
             ORDER BY n.created_at
            """;
    private static final String FORGET = "DELETE FROM dead_letter WHERE notification_id = ? RETURNING notification_id";

    private final Jdbc jdbc;
    private final ObjectMapper json;

    public DeadLetterStore(Jdbc jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** All of them, the oldest first. */
    public List<DeadLetter> all() {
        return jdbc.query(ALL, DeadLetterStore::letter);
    }

    /** Asks for one to be delivered again; false when there is none, or it has been asked for. */
    public boolean replay(UUID id) {
        return !jdbc.query(REPLAY, row -> 0, id).isEmpty();
    }

    /** Asks for all to be delivered again, and answers how many. */
    public int replayAll() {
        return jdbc.query(REPLAY_ALL, row -> 0).size();
    }

    /** Those that someone asked for, the oldest first. */
    List<Notification> requested() {
        return jdbc.query(REQUESTED, this::notification);
    }

    /** It is in the outbox again. */
    void forget(UUID id) {
        jdbc.query(FORGET, row -> 0, id);
    }

    private static DeadLetter letter(ResultSet row) throws SQLException {
        return new DeadLetter(
                row.getObject("id", UUID.class),
                row.getString("channel"),
                row.getString("recipient"),
                row.getString("rule"),
                row.getString("integration_key"),
                row.getString("severity"),
                row.getBoolean("firing"),
                instant(row, "created_at"),
                instant(row, "died_at"),
                row.getString("reason"),
                Jdbc.instant(row, "replay_at"));
    }

    private Notification notification(ResultSet row) throws SQLException {
        try {
            return new Notification(
                    row.getObject("id", UUID.class),
                    row.getString("channel"),
                    row.getString("recipient"),
                    json.readValue(row.getString("notice"), Notice.class),
                    instant(row, "created_at"));
        } catch (JsonProcessingException e) {
            throw new StoreException("The notice of a notification cannot be read", e);
        }
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(Jdbc.instant(row, column));
    }
}
