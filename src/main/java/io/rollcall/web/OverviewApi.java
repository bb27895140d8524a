package io.rollcall.web;

import io.rollcall.integration.Integration;
import io.rollcall.integration.Integrations;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** What belongs together and what needs what, from memory. */
public final class OverviewApi {
    private static final List<String> WORST_FIRST = List.of("down", "degraded", "unknown", "maintenance", "healthy");

    private final Frame frame;
    private final HealthApi health;
    private final Integrations integrations;

    public OverviewApi(Frame frame, HealthApi health, Integrations integrations) {
        this.frame = frame;
        this.health = health;
        this.integrations = integrations;
    }

    /**
     * A group of integrations.
     *
     * @param group its name; null for those without one
     * @param status the worst of its enabled ones
     */
    record Group(@Nullable String group, String status, int total, Map<String, Long> counts, List<String> members) {}

    /** An integration, what it names as needed, and what needs it. */
    record Node(String key, String name, String status, List<String> dependsOn, List<String> neededBy) {}

    /** All groups, those without one last. */
    public void groups(Exchange exchange) {
        frame.answer(exchange, request -> {
            Map<String, List<StatusReport.Line>> byGroup = integrations.all().stream()
                    .map(health::line)
                    .sorted(Comparator.comparing(StatusReport.Line::key))
                    .collect(Collectors.groupingBy(
                            line -> line.group() == null ? "" : line.group(), TreeMap::new, Collectors.toList()));
            List<Group> groups = new ArrayList<>();
            byGroup.forEach((name, lines) -> {
                if (!name.isEmpty()) {
                    groups.add(group(name, lines));
                }
            });
            if (byGroup.containsKey("")) {
                groups.add(group(null, byGroup.getOrDefault("", List.of())));
            }
            return Reply.ok(Map.of("groups", groups)).tagged("groups");
        });
    }

    private static Group group(@Nullable String name, List<StatusReport.Line> lines) {
        String worst = lines.stream()
                .filter(StatusReport.Line::enabled)
                .map(StatusReport.Line::status)
                .min(Comparator.comparingInt(WORST_FIRST::indexOf))
                .orElse("unknown");
        Map<String, Long> counts = lines.stream()
                .collect(Collectors.groupingBy(StatusReport.Line::status, TreeMap::new, Collectors.counting()));
        return new Group(
                name,
                worst,
                lines.size(),
                counts,
                lines.stream().map(StatusReport.Line::key).toList());
    }

    /** Every integration that needs another one or is needed. */
    public void dependencies(Exchange exchange) {
        frame.answer(exchange, request -> {
            Collection<Integration> all = integrations.all();
            Map<String, List<String>> needed = new TreeMap<>();
            all.forEach(one -> one.dependsOn().forEach(key -> needed.computeIfAbsent(key, other -> new ArrayList<>())
                    .add(one.key())));
            List<Node> nodes = all.stream()
                    .filter(one -> !one.dependsOn().isEmpty() || needed.containsKey(one.key()))
                    .sorted(Comparator.comparing(Integration::key))
                    .map(one -> new Node(
                            one.key(),
                            one.name(),
                            health.line(one).status(),
                            one.dependsOn(),
                            needed.getOrDefault(one.key(), List.of()).stream()
                                    .sorted()
                                    .toList()))
                    .toList();
            return Reply.ok(Map.of("dependencies", nodes)).tagged("dependencies");
        });
    }
}
