package io.rollcall.alert;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rules there are, and where the alerts of each go. Confined to its owner's lock. */
final class Rulebook {
    private final Map<String, Listener> rules = new LinkedHashMap<>();
    private List<Listener> inOrder = List.of();

    record Listener(AlertRule rule, Consumer<Alert> route) {}

    void put(AlertRule rule, Consumer<Alert> route) {
        rules.put(rule.name(), new Listener(rule, route));
        arrange();
    }

    void remove(String rule) {
        rules.remove(rule);
        arrange();
    }

    @Nullable
    Listener find(String rule) {
        return rules.get(rule);
    }

    List<String> names() {
        return List.copyOf(rules.keySet());
    }

    /** All of them, those that may keep others silent first. */
    List<Listener> inOrder() {
        return inOrder;
    }

    /** Its place in that order. */
    int place(String rule) {
        return inOrder.indexOf(rules.get(rule));
    }

    private void arrange() {
        inOrder = rules.values().stream()
                .sorted(Comparator.comparingInt(listener -> rank(listener.rule(), 0)))
                .toList();
    }

    /** How many rules before it may keep it silent, one after the other. */
    private int rank(AlertRule rule, int depth) {
        return depth > rules.size()
                ? 0
                : rule.unless().stream()
                        .map(rules::get)
                        .filter(Objects::nonNull)
                        .mapToInt(other -> 1 + rank(other.rule(), depth + 1))
                        .max()
                        .orElse(0);
    }
}
