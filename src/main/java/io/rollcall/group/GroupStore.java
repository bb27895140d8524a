package io.rollcall.group;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.alert.Alert;
import io.rollcall.store.Jdbc;
import io.rollcall.store.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which alerts were in which groups when the last run ended, and what was said of them. */
public final class GroupStore {
    private static final String ALL = "SELECT * FROM alert_group_member";

    private final Jdbc jdbc;
    private final ObjectMapper json;

    public GroupStore(Jdbc jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The entries that {@link AlertGroups#restore} asks for. */
    public List<MemberEntry> load() {
        return jdbc.query(ALL, this::entry);
    }

    private MemberEntry entry(ResultSet row) throws SQLException {
        return new MemberEntry(
                row.getString("group_id"),
                row.getString("fingerprint"),
                read(row.getString("receiver"), new TypeReference<Receiver>() {}),
                read(row.getString("labels"), new TypeReference<Map<String, String>>() {}),
                read(row.getString("alert"), new TypeReference<Alert>() {}),
                read(row.getString("told"), new TypeReference<Map<String, Told>>() {}),
                optional(row.getString("ack"), new TypeReference<Acknowledgement>() {}),
                optional(row.getString("progress"), new TypeReference<Progress>() {}),
                false,
                Objects.requireNonNull(Jdbc.instant(row, "at")));
    }

    private <T> @Nullable T optional(@Nullable String text, TypeReference<T> type) {
        return text == null ? null : read(text, type);
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new StoreException("An alert of a group cannot be read", e);
        }
    }
}
