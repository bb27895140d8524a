package io.rollcall.web;

import io.rollcall.check.OwnSecrets;
import io.rollcall.integration.Declaration;
import io.rollcall.integration.DurationText;
import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.integration.Secrets;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /** @param expected the version that must still hold, or null */
    long change(String key, SettingsChange settings, @Nullable Long expected, String who) {
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

    long add(String key, String kind, SettingsChange settings, String who) {
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

    /** What a setting was and would be; null where there is none. Secrets are masked. */
    record Difference(@Nullable String from, @Nullable String to) {}

    /** By their keys, those that are not removed. */
    Map<String, SettingsStore.Row> rows() {
        return store.all();
    }

    /** All, as they would be added elsewhere: without what holds a secret. */
    List<ControlApi.Addition> all() {
        List<ControlApi.Addition> all = new ArrayList<>();
        store.all().forEach((key, row) -> all.add(addition(key, row)));
        return all;
    }

    private static ControlApi.Addition addition(String key, SettingsStore.Row row) {
        Map<String, @Nullable String> rest = new TreeMap<>();
        row.parameters().forEach((name, value) -> {
            if (!COLUMNS.containsKey(name) && value.equals(shown(name, value))) {
                rest.put(name, value);
            }
        });
        Map<String, String> own = row.parameters();
        String url = own.get("url");
        return new ControlApi.Addition(
                key,
                row.kind(),
                own.get("name"),
                url == null || !url.equals(shown("url", url)) ? null : url,
                own.get("alert-email"),
                own.get("interval"),
                own.get("timeout"),
                Integer.valueOf(own.getOrDefault("threshold", "3")),
                Boolean.valueOf(own.get("alert-on-failure")),
                Boolean.valueOf(own.get("enabled")),
                rest);
    }

    /** What would change, by the fields of the API. Throws Refused as the change itself would. */
    Map<String, Difference> differences(
            String key, String kind, SettingsChange settings, SettingsStore.@Nullable Row row) {
        if (row != null && !row.kind().equals(kind)) {
            throw Refused.field("type", "'" + row.kind() + "', which '" + key + "' is here");
        }
        if (row == null && !KEY.matcher(key).matches()) {
            throw Refused.field("key", "1 to 63 lower-case letters, digits, '-', '_' and '.'");
        }
        Map<String, String> before = row == null ? Map.of() : row.parameters();
        Map<String, @Nullable String> changes = settings.changes();
        inspect(key, kind, before, changes);
        Map<String, Difference> differences = new TreeMap<>();
        changes.forEach((name, value) -> {
            String from = before.get(name);
            String to = value == null || value.isEmpty() ? null : value;
            if (!Objects.equals(from, to)) {
                differences.put(field(name), new Difference(shown(name, from), shown(name, to)));
            }
        });
        return differences;
    }

    /** Without what looks like a secret by its place or name, literal values of headers among it. */
    private static @Nullable String shown(String name, @Nullable String value) {
        if (value == null || value.startsWith("{{")) {
            return value;
        }
        boolean secret = OwnSecrets.isSecret(name) || name.equals("headers") || name.equals("environment");
        return secret ? "***" : new Secrets().redact(value);
    }

    int atLeastEvery(BigDecimal seconds, String who) {
        int changed = store.atLeastEvery(seconds, who);
        engine.follow();
        return changed;
    }

    SettingsStore.Row require(String key) {
        return store.find(key).orElseThrow(() -> Refused.of(404, "There is no integration '" + key + "'"));
    }

    private void inspect(String key, String kind, Map<String, String> before, Map<String, @Nullable String> changes) {
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
