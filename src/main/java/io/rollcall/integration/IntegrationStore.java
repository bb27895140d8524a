package io.rollcall.integration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.calendar.Recurrence;
import io.rollcall.store.Jdbc;
import io.rollcall.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The table of integrations in PostgreSQL. What has a column of its own is not repeated among the parameters. */
public final class IntegrationStore implements SettingsTable {
    private static final Logger LOG = LoggerFactory.getLogger(IntegrationStore.class);

    private static final Set<String> COLUMNS =
            Set.of("name", "url", "enabled", "interval", "timeout", "threshold", "alert-on-failure", "alert-email");
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private static final String MAINTENANCE =
            """
            SELECT integration_key, integration_group, starts_at, ends_at, note, keep_checking, announced,
                   recurrence
              FROM maintenance
             WHERE ends_at > now()
            """;

    private static final String ONE =
            """
            SELECT integration_key, integration_name, integration_type, endpoint_url, enabled, check_interval_seconds,
                   timeout_ms, alert_on_failure, alert_email, alert_threshold, parameters, declared_in, removed_at,
                   settings_version
              FROM integration_health
             WHERE integration_key = ?
            """;

    private final Jdbc jdbc;
    private final ObjectMapper json;
    /** Recurrences that were complained of: the table is read every second. */
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    public IntegrationStore(Jdbc jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    private record Row(
            String key,
            String name,
            String type,
            @Nullable String url,
            boolean enabled,
            double intervalSeconds,
            long timeoutMs,
            int threshold,
            boolean alertOnFailure,
            @Nullable String alertEmail,
            Map<String, String> parameters,
            String declaredIn,
            String hash) {}

    @Override
    public void declare(Collection<Declaration> declarations, Collection<Integration> integrations) {
        Map<String, Integration> typed = new HashMap<>();
        integrations.forEach(integration -> typed.put(integration.key(), integration));
        List<Row> rows = new ArrayList<>();
        for (Declaration declaration : declarations) {
            Integration integration = typed.get(declaration.key());
            if (integration != null) {
                rows.add(row(declaration, integration));
            }
        }
        jdbc.query(Jdbc.positional("declare-integrations"), row -> row.getInt(1), write(rows));
    }

    @Override
    public List<SettingsRow> changedSince(long version) {
        return jdbc.query(Jdbc.positional("changed-settings"), this::settings, version);
    }

    /** The settings of one, removed or not. */
    public Optional<SettingsRow> find(String key) {
        return jdbc.query(ONE, this::settings, key).stream().findFirst();
    }

    @Override
    public List<MaintenanceWindow> maintenance() {
        return jdbc.query(MAINTENANCE, this::window).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Empty for one whose recurrence cannot be read. */
    private Optional<MaintenanceWindow> window(ResultSet row) throws SQLException {
        String recurrence = row.getString("recurrence");
        try {
            return Optional.of(new MaintenanceWindow(
                    row.getString("integration_key"),
                    row.getString("integration_group"),
                    Objects.requireNonNull(Jdbc.instant(row, "starts_at")),
                    Objects.requireNonNull(Jdbc.instant(row, "ends_at")),
                    row.getString("note"),
                    row.getBoolean("keep_checking"),
                    row.getBoolean("announced"),
                    recurrence == null ? null : Recurrence.parse(recurrence, ZoneId.systemDefault())));
        } catch (IllegalArgumentException e) {
            if (refused.add(recurrence)) {
                LOG.warn("Row of table maintenance ignored recurrence={} problem={}", recurrence, e.getMessage());
            }
            return Optional.empty();
        }
    }

    private Row row(Declaration declaration, Integration integration) {
        Map<String, String> rest = new TreeMap<>(declaration.parameters());
        rest.keySet().removeAll(COLUMNS);
        return new Row(
                declaration.key(),
                integration.name(),
                declaration.kind(),
                declaration.parameters().get("url"),
                integration.cadence().enabled(),
                integration.cadence().interval().toMillis() / 1000.0,
                integration.cadence().timeout().toMillis(),
                integration.thresholds().failures(),
                integration.alerting().onFailure(),
                declaration.parameters().get("alert-email"),
                rest,
                declaration.file(),
                hash(declaration));
    }

    private SettingsRow settings(ResultSet row) throws SQLException {
        Map<String, String> parameters = new HashMap<>(read(row.getString("parameters")));
        parameters.put("name", row.getString("integration_name"));
        putIfPresent(parameters, "url", row.getString("endpoint_url"));
        parameters.put("enabled", String.valueOf(row.getBoolean("enabled")));
        Duration interval = Duration.ofMillis(Math.round(row.getDouble("check_interval_seconds") * 1000));
        parameters.put("interval", DurationText.format(interval));
        parameters.put("timeout", row.getLong("timeout_ms") + "ms");
        parameters.put("threshold", String.valueOf(row.getInt("alert_threshold")));
        parameters.put("alert-on-failure", String.valueOf(row.getBoolean("alert_on_failure")));
        putIfPresent(parameters, "alert-email", row.getString("alert_email"));
        return new SettingsRow(
                row.getString("integration_key"),
                row.getString("integration_type"),
                parameters,
                row.getString("declared_in") != null,
                row.getTimestamp("removed_at") != null,
                row.getLong("settings_version"));
    }

    private static void putIfPresent(Map<String, String> parameters, String name, @Nullable String value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }

    private static String hash(Declaration declaration) {
        try {
            String text = declaration.kind() + new TreeMap<>(declaration.parameters());
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new StoreException("Declarations cannot be written as JSON", e);
        }
    }

    private Map<String, String> read(String parameters) {
        try {
            return json.readValue(parameters, TEXTS);
        } catch (JsonProcessingException e) {
            throw new StoreException("The parameters of a row are no texts by name", e);
        }
    }
}
