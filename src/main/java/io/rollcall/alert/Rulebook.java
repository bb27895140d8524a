package io.rollcall.alert;

import io.rollcall.integration.Integration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rules there are, and where the alerts of each go. Confined to its owner's lock. */
final class Rulebook {
    private final Map<String, Listener> rules = new LinkedHashMap<>();
    private final Map<String, Integer> places = new HashMap<>();
    private List<Listener> inOrder = List.of();

    /** The rules about each integration, by its key: that it is this one makes them right. */
    private final Map<String, About> about = new HashMap<>();

    record Listener(AlertRule rule, Consumer<Alert> route, Glance glance) {}

    private record About(Integration integration, List<Listener> rules) {}

    void put(AlertRule rule, Consumer<Alert> route) {
        rules.put(rule.name(), new Listener(rule, route, Glance.of(rule)));
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

    /** Those of them that are about an integration. */
    List<Listener> about(Integration integration) {
        About known = about.get(integration.key());
        if (known == null || known.integration() != integration) {
            List<Listener> concerned = inOrder.stream()
                    .filter(listener -> listener.rule().concerns(integration))
                    .toList();
            known = new About(integration, concerned);
            about.put(integration.key(), known);
        }
        return known.rules();
    }

    /** That integration is no longer watched. */
    void forget(Integration integration) {
        about.remove(integration.key());
    }

    /** Its place in that order. */
    int place(String rule) {
        return places.getOrDefault(rule, -1);
    }

    private void arrange() {
        about.clear();
        inOrder = rules.values().stream()
                .sorted(Comparator.comparingInt(listener -> rank(listener.rule(), 0)))
                .toList();
        places.clear();
        inOrder.forEach(listener -> places.put(listener.rule().name(), places.size()));
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
