package io.rollcall.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.integration.IntegrationStore;
import io.rollcall.integration.SettingsRow;
import io.rollcall.store.Jdbc;
import io.rollcall.store.StoreException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Changes the settings of integrations in their table, where the engine sees it. */
public final class SettingsStore {
    private static final String CHANGE =
            "SELECT * FROM change_integration(?, CAST(? AS jsonb), CAST(nullif(?, '') AS bigint), ?)";
    private static final String ADD = "SELECT * FROM add_integration(?, ?, CAST(? AS jsonb), ?)";
    private static final String REMOVE = "SELECT * FROM remove_integration(?, ?)";
    private static final String AT_LEAST =
            """
            SELECT change_integration(integration_key, jsonb_build_object('check_interval_seconds', s.seconds), NULL, s.who)
              FROM integration_health, (SELECT CAST(? AS numeric) AS seconds, CAST(? AS text) AS who) s
             WHERE removed_at IS NULL AND enabled AND check_interval_seconds > s.seconds
            """;

    private final Jdbc jdbc;
    private final ObjectMapper json;

    public SettingsStore(Jdbc jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * An integration as the table has it.
     *
     * @param parameters all its settings by parameter name, placeholders unresolved
     * @param declared whether a file declares it
     */
    record Row(String kind, Map<String, String> parameters, boolean declared, long version) {}

    /** Empty when there is none that is not removed. */
    Optional<Row> find(String key) {
        return new IntegrationStore(jdbc, json)
                .find(key)
                .filter(row -> !row.removed())
                .map(SettingsStore::row);
    }

    /** By key, those that are not removed. */
    Map<String, Row> all() {
        Map<String, Row> all = new TreeMap<>();
        new IntegrationStore(jdbc, json)
                .changedSince(0).stream().filter(row -> !row.removed()).forEach(row -> all.put(row.key(), row(row)));
        return all;
    }

    private static Row row(SettingsRow row) {
        return new Row(row.kind(), row.parameters(), row.declared(), row.version());
    }

    /** The new version; empty when it has another version than the expected one by now, or is gone. */
    OptionalLong change(String key, Map<String, Object> patch, @Nullable Long expected, String who) {
        return version(CHANGE, key, write(patch), expected == null ? "" : String.valueOf(expected), who);
    }

    /** The first version; empty when there is one of that key. */
    OptionalLong add(String key, String kind, Map<String, Object> patch, String who) {
        return version(ADD, key, kind, write(patch), who);
    }

    /** False when there is none of that key without a file. */
    boolean remove(String key, String who) {
        return !jdbc.query(REMOVE, row -> 0, key, who).isEmpty();
    }

    /** No interval is longer than that any more; how many were. */
    int atLeastEvery(BigDecimal seconds, String who) {
        return jdbc.query(AT_LEAST, row -> 0, seconds, who).size();
    }

    private OptionalLong version(String sql, Object... parameters) {
        return jdbc.query(sql, row -> row.getLong(1), parameters).stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new StoreException("Settings cannot be written as JSON", e);
        }
    }
}
