package io.rollcall.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rollcall.check.OwnSecrets;
import io.rollcall.integration.Declaration;
import io.rollcall.integration.DurationText;
import io.rollcall.integration.InvalidConfigurationException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Changes settings as long as they are right (requirement 002-14): what would be refused in a file is refused here, and what
 * is taken holds at once. Thread-safe.
 */
public final class SettingsDesk {
    /** Files are written by those who may read the environment; callers of the API may read only what is meant for them. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(?!env:INTEGRATION_[A-Z0-9_]+\\}\\})");

    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
    /** Kinds that would let a caller of the API run programs. */
    private static final List<String> FILES_ONLY = List.of("exec");

    private static final Map<String, String> COLUMNS = Map.of(
            "name", "integration_name",
            "url", "endpoint_url",
            "enabled", "enabled",
            "interval", "check_interval_seconds",
            "timeout", "timeout_ms",
            "threshold", "alert_threshold",
            "alert-on-failure", "alert_on_failure",
            "alert-email", "alert_email");

    private final SettingsStore store;
    private final Engine engine;

    /** What the engine says to settings, and that it shall take them over. */
    public interface Engine {
        List<io.rollcall.integration.Problem> complaints(Declaration declaration);

        void follow();
    }

    public SettingsDesk(SettingsStore store, Engine engine) {
        this.store = store;
        this.engine = engine;
    }

    /**
     * Settings to change; null leaves one as it is, an empty text takes an address or email away.
     *
     * @param interval such as 30s
     * @param parameters further ones by their names in files; null takes one away
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Settings(
            @Nullable String name,
            @Nullable String endpointUrl,
            @Nullable String alertEmail,
            @Nullable String interval,
            @Nullable String timeout,
            @Nullable Integer threshold,
            @Nullable Boolean alertOnFailure,
            @Nullable Boolean enabled,
            @Nullable Map<String, @Nullable String> parameters) {

        static Settings enabled(boolean enabled) {
            return new Settings(null, null, null, null, null, null, null, enabled, null);
        }

        /** By parameter name. */
        Map<String, @Nullable String> changes() {
            Map<String, @Nullable String> all = new TreeMap<>(parameters == null ? Map.of() : parameters);
            put(all, "name", name);
            put(all, "url", endpointUrl);
            put(all, "alert-email", alertEmail);
            put(all, "interval", interval);
            put(all, "timeout", timeout);
            put(all, "threshold", threshold);
            put(all, "alert-on-failure", alertOnFailure);
            put(all, "enabled", enabled);
            return all;
        }

        private static void put(Map<String, @Nullable String> all, String name, @Nullable Object value) {
            if (value != null) {
                all.put(name, String.valueOf(value));
            }
        }
    }

    /** @param expected the version that must still hold, or null */
    long change(String key, Settings settings, @Nullable Long expected, String who) {
        SettingsStore.Row row = require(key);
        if (expected != null && expected != row.version()) {
            throw changed(row.version());
        }
        Map<String, @Nullable String> changes = settings.changes();
        inspect(key, row.kind(), row.parameters(), changes);
        long version = store.change(key, patch(changes), expected, who).orElseThrow(() -> changed(row.version()));
        engine.follow();
        return version;
    }

    long add(String key, String kind, Settings settings, String who) {
        if (!KEY.matcher(key).matches()) {
            throw Refused.field("key", "1 to 63 lower-case letters, digits, '-', '_' and '.'");
        }
        Map<String, @Nullable String> changes = settings.changes();
        inspect(key, kind, Map.of(), changes);
        long version = store.add(key, kind, patch(changes), who)
                .orElseThrow(() -> Refused.of(409, "There is an integration '" + key + "' already"));
        engine.follow();
        return version;
    }

    void remove(String key, String who) {
        if (require(key).declared()) {
            throw Refused.of(409, "A file declares '" + key + "'; take it out there, or pause it");
        }
        if (store.remove(key, who)) {
            engine.follow();
        }
    }

    int atLeastEvery(BigDecimal seconds, String who) {
        int changed = store.atLeastEvery(seconds, who);
        engine.follow();
        return changed;
    }

    SettingsStore.Row require(String key) {
        return store.find(key).orElseThrow(() -> Refused.of(404, "There is no integration '" + key + "'"));
    }

    private void inspect(
            String key, String kind, Map<String, String> before, Map<String, @Nullable String> changes) {
        List<Problem.Fault> faults = new ArrayList<>();
        if (FILES_ONLY.contains(kind)) {
            faults.add(new Problem.Fault("type", "a kind that runs no programs; '" + kind + "' stands in files only"));
        }
        Map<String, String> after = new LinkedHashMap<>(before);
        changes.forEach((name, value) -> {
            complain(name, value, before.get(name), faults);
            if (value == null || value.isEmpty()) {
                after.remove(name);
            } else {
                after.put(name, value);
            }
        });
        Declaration declaration = Declaration.ofRow(key, kind, after);
        try {
            engine.complaints(declaration)
                    .forEach(problem -> faults.add(new Problem.Fault(field(problem.key()), problem.message())));
        } catch (InvalidConfigurationException e) {
            e.problems().forEach(problem -> faults.add(new Problem.Fault(field(problem.key()), problem.message())));
        }
        if (!faults.isEmpty()) {
            throw Refused.fields(faults);
        }
    }

    private static void complain(
            String name, @Nullable String value, @Nullable String before, List<Problem.Fault> faults) {
        if (value == null || value.equals(before)) {
            return;
        }
        Matcher placeholder = PLACEHOLDER.matcher(value);
        if (placeholder.find()) {
            faults.add(new Problem.Fault(
                    field(name), "no placeholder but {{env:INTEGRATION_...}}; others stand in files only"));
        } else if (OwnSecrets.isSecret(name) && !value.isEmpty() && !value.startsWith("{{")) {
            faults.add(new Problem.Fault(
                    field(name), "a placeholder such as {{env:INTEGRATION_TOKEN}}: the table holds no secrets"));
        }
        if (value.chars().anyMatch(letter -> letter == 0)) {
            faults.add(new Problem.Fault(field(name), "a text without the character NUL"));
        }
    }

    private static Map<String, Object> patch(Map<String, @Nullable String> changes) {
        Map<String, Object> patch = new LinkedHashMap<>();
        Map<String, @Nullable String> parameters = new LinkedHashMap<>();
        changes.forEach((name, value) -> {
            String column = COLUMNS.get(name);
            String text = value == null || value.isEmpty() ? null : value;
            if (column == null) {
                parameters.put(name, text);
            } else if (text == null) {
                patch.put(column, com.fasterxml.jackson.databind.node.NullNode.getInstance());
            } else {
                patch.put(column, column(name, text));
            }
        });
        patch.put("parameters", parameters);
        return patch;
    }

    private static Object column(String name, String text) {
        return switch (name) {
            case "interval" -> DurationText.parse(text).toMillis() / 1000.0;
            case "timeout" -> DurationText.parse(text).toMillis();
            default -> text;
        };
    }

    /** A parameter as the API calls it. */
    private static String field(@Nullable String parameter) {
        String name = parameter == null ? "body" : parameter;
        return switch (name) {
            case "url" -> "endpointUrl";
            case "alert-email" -> "alertEmail";
            case "alert-on-failure" -> "alertOnFailure";
            case "name", "interval", "timeout", "threshold", "enabled", "key", "type", "body" -> name;
            default -> "parameters." + name;
        };
    }

    private static Refused changed(long version) {
        return Refused.of(412, "It has version " + version + " by now; read it again");
    }
}
