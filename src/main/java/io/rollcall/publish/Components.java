package io.rollcall.publish;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The components that are published. Thread-safe. */
public final class Components {
    private volatile List<Component> all = List.of();

    /** Takes over what route files declare now. */
    public void take(Map<String, Component> declared) {
        all = declared.values().stream()
                .sorted(Comparator.comparingInt(Component::position).thenComparing(Component::name))
                .toList();
    }

    /** In the order of the page. */
    public List<Component> all() {
        return all;
    }

    /** That component, if it is published. */
    public Optional<Component> find(String key) {
        return all.stream().filter(component -> component.key().equals(key)).findFirst();
    }
}
