package io.rollcall.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.store.Jdbc;
import io.rollcall.store.StoreException;
import io.rollcall.words.Language;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The subscribers of the last runs, and what they were told of. */
public final class SubscriberStore {
    private final Jdbc jdbc;
    private final ObjectMapper json;

    public SubscriberStore(Jdbc jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** All there are. Throws StoreException when the database does not answer. */
    public List<SubscriberEntry> load() {
        return jdbc.query(
                "SELECT id, email, endpoint, p256dh, auth, language, components, confirmed_at, at FROM subscriber ORDER BY id",
                this::entry);
    }

    /** The events that they were told of. */
    public Set<String> told() {
        return new HashSet<>(jdbc.query("SELECT event FROM subscribers_told", row -> row.getString("event")));
    }

    private SubscriberEntry entry(ResultSet row) throws SQLException {
        try {
            return new SubscriberEntry(
                    row.getString("id"),
                    row.getString("email"),
                    row.getString("endpoint"),
                    row.getString("p256dh"),
                    row.getString("auth"),
                    Language.of(row.getString("language")),
                    json.readValue(row.getString("components"), new TypeReference<Set<String>>() {}),
                    Jdbc.instant(row, "confirmed_at"),
                    false,
                    Objects.requireNonNull(Jdbc.instant(row, "at")));
        } catch (JsonProcessingException e) {
            throw new StoreException("A subscriber cannot be read", e);
        }
    }
}
