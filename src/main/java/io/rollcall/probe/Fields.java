package io.rollcall.probe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.spelling.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The fields of one entry of parameter {@code steps} or {@code things}, as YAML gave them. */
record Fields(Map<String, Object> values) {
    private static final JsonMapper JSON = new JsonMapper();

    /** The entries of a YAML list. @throws IllegalArgumentException with what is wrong, or what to write instead */
    static List<Map<String, Object>> entries(String text, String right) {
        Object loaded;
        try {
            loaded = new Load(LoadSettings.builder().build()).loadFromString(text);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw new IllegalArgumentException("line " + line + ": " + e.getProblem(), e);
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException("not YAML: " + e.getMessage(), e);
        }
        if (!(loaded instanceof List<?> list)) {
            throw new IllegalArgumentException(right);
        }
        List<Map<String, Object>> entries = new ArrayList<>();
        for (Object each : list) {
            if (!(each instanceof Map<?, ?> map)) {
                throw new IllegalArgumentException("'" + each + "' is no entry; " + right);
            }
            Map<String, Object> entry = new LinkedHashMap<>();
            map.forEach((key, value) -> entry.put(String.valueOf(key), value));
            entries.add(entry);
        }
        return entries;
    }

    String text(String name, String otherwise) {
        Object value = values.get(name);
        return value == null ? otherwise : value.toString().strip();
    }

    boolean flag(String name) {
        String value = text(name, "false");
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException(name + ": '" + value + "' is neither true nor false");
        }
        return value.equals("true");
    }

    /** The one of these fields that is there. */
    String oneOf(String step, Set<String> methods, Set<String> forms) {
        Set<String> all = new TreeSet<>(methods);
        all.addAll(forms);
        Set<String> there = new TreeSet<>(values.keySet());
        there.retainAll(all);
        if (there.size() != 1) {
            throw new IllegalArgumentException(step + ": write one of " + String.join(", ", all));
        }
        return there.iterator().next();
    }

    void allow(String step, Set<String> names, String form) {
        Set<String> known = new TreeSet<>(names);
        known.add(form);
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(step + ": a step has no '" + name + "'" + Nearest.hint(name, known));
            }
        }
    }

    /** Those written, and the type of a body that YAML gave as a structure. */
    Map<String, String> headers(String step) {
        Map<String, String> headers = new LinkedHashMap<>();
        Object body = values.get("body");
        if (body != null && !(body instanceof String)) {
            headers.put("Content-Type", "application/json");
        }
        Object written = values.getOrDefault("headers", Map.of());
        if (!(written instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException(step + ": headers are names and values, such as { Accept: text/plain }");
        }
        map.forEach((name, value) -> headers.put(String.valueOf(name), String.valueOf(value)));
        return headers;
    }

    /** Text as it is, a structure as JSON, or null. */
    @Nullable
    String body() {
        Object body = values.get("body");
        try {
            return body == null || body instanceof String ? (String) body : JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("body cannot be written as JSON", e);
        }
    }
}
