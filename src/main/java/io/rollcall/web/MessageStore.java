package io.rollcall.web;

import io.rollcall.store.Jdbc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The messages that were sent, wait or were given up, a page in one statement. */
public final class MessageStore {
    /** An empty filter lets everything pass. */
    private static final String PAGE =
            """
            SELECT id, channel, recipient, rule, integration_key, severity, firing, state, attempts, last_error,
                   created_at, next_attempt_at, sent_at
              FROM notification
             WHERE (created_at, id) < (?, ?)
               AND (? = '' OR integration_key = ?) AND (? = '' OR channel = ?) AND (? = '' OR state = ?)
             ORDER BY created_at DESC, id DESC
             LIMIT ?
            """;

    private final Jdbc jdbc;

    public MessageStore(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** Which are asked for; empty texts ask for all. */
    record Filter(String integration, String channel, String state) {}

    record Message(
            UUID id,
            String channel,
            String recipient,
            String rule,
            String integration,
            String severity,
            boolean firing,
            String state,
            int attempts,
            @Nullable String lastError,
            Instant createdAt,
            @Nullable Instant nextAttemptAt,
            @Nullable Instant sentAt) {}

    /** The newest first, before that place. */
    List<Message> page(Place before, Filter filter, int limit) {
        return jdbc.query(
                PAGE,
                MessageStore::message,
                LogStore.time(before.at()),
                before.id(),
                filter.integration(),
                filter.integration(),
                filter.channel(),
                filter.channel(),
                filter.state(),
                filter.state(),
                limit);
    }

    private static Message message(ResultSet row) throws SQLException {
        return new Message(
                row.getObject("id", UUID.class),
                row.getString("channel"),
                row.getString("recipient"),
                row.getString("rule"),
                row.getString("integration_key"),
                row.getString("severity"),
                row.getBoolean("firing"),
                row.getString("state"),
                row.getInt("attempts"),
                row.getString("last_error"),
                LogStore.at(row, "created_at"),
                Jdbc.instant(row, "next_attempt_at"),
                Jdbc.instant(row, "sent_at"));
    }
}
