package io.rollcall.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.store.Jdbc;
import io.rollcall.store.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What requests with an idempotency key were answered with, for a day. */
public final class RepeatStore {
    /** Whoever inserts the row does it; everybody else gets the row that is there. One statement, so that nobody is between. */
    private static final String BEGIN = "SELECT * FROM begin_request(?, ?, ?, ?)";

    private static final String KEEP =
            """
            UPDATE api_request SET status = ?, type = ?, body = ?, headers = CAST(? AS jsonb)
             WHERE caller = ? AND key = ? AND operation = ?
            RETURNING key
            """;
    private static final String FORGET =
            "DELETE FROM api_request WHERE caller = ? AND key = ? AND operation = ? RETURNING key";

    private final Jdbc jdbc;
    private final ObjectMapper json;

    public RepeatStore(Jdbc jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Whose key it is, and of which operation. */
    record Place(String caller, String key, String operation) {}

    /**
     * A request that came before.
     *
     * @param answer null while it is being done
     */
    record Kept(String fingerprint, @Nullable Answer answer) {}

    /** The request that came before under this key, or null when this is the first one. */
    @Nullable
    Kept begin(Place place, String fingerprint) {
        return jdbc.query(BEGIN, this::kept, place.caller(), place.key(), place.operation(), fingerprint).stream()
                .findFirst()
                .orElse(null);
    }

    void keep(Place place, Answer answer) {
        jdbc.query(
                KEEP,
                row -> 0,
                answer.status(),
                answer.type(),
                answer.kept() == null ? "" : answer.kept(),
                headers(answer),
                place.caller(),
                place.key(),
                place.operation());
    }

    void forget(Place place) {
        jdbc.query(FORGET, row -> 0, place.caller(), place.key(), place.operation());
    }

    private String headers(Answer answer) {
        try {
            return json.writeValueAsString(answer.headers());
        } catch (JsonProcessingException e) {
            throw new StoreException("Headers cannot be written as JSON", e);
        }
    }

    private Kept kept(ResultSet row) throws SQLException {
        int status = row.getInt("status");
        if (status == 0) {
            return new Kept(row.getString("fingerprint"), null);
        }
        String body = row.getString("body");
        try {
            Map<String, String> headers = json.readValue(row.getString("headers"), new TypeReference<>() {});
            Answer answer = new Answer(status, row.getString("type"), body.isEmpty() ? null : body, headers);
            return new Kept(row.getString("fingerprint"), answer);
        } catch (JsonProcessingException e) {
            throw new StoreException("Headers of an answer cannot be read", e);
        }
    }
}
