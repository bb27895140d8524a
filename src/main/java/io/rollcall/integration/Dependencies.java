package io.rollcall.integration;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who needs whom, directly or through others, worked out once for all: an answer costs no more than its length. Two that
 * need each other, which only the table can bring about, have no say over one another. Immutable.
 */
final class Dependencies {
    private final Map<String, List<String>> needs = new HashMap<>();
    private final Map<String, List<String>> neededBy = new HashMap<>();
    private final List<String> uplinks;

    Dependencies(Collection<Integration> all) {
        Map<String, List<String>> direct = new HashMap<>();
        all.stream()
                .filter(integration -> !integration.dependsOn().isEmpty())
                .forEach(integration -> direct.put(integration.key(), integration.dependsOn()));
        Map<String, Set<String>> found = new HashMap<>();
        direct.keySet().forEach(key -> found.put(key, reached(key, direct)));
        found.forEach((key, above) -> {
            List<String> noCircle = above.stream()
                    .filter(one -> !found.getOrDefault(one, Set.of()).contains(key))
                    .toList();
            needs.put(key, noCircle);
            noCircle.forEach(one ->
                    neededBy.computeIfAbsent(one, none -> new ArrayList<>()).add(key));
        });
        this.uplinks =
                all.stream().filter(Uplink::is).map(Integration::key).sorted().toList();
    }

    /** Whether the two differ in what stands here. */
    static boolean differ(Integration one, Integration other) {
        return !one.dependsOn().equals(other.dependsOn()) || Uplink.is(one) != Uplink.is(other);
    }

    /** Keys of what it needs, the nearest first, and after them what connects this machine to it. */
    List<String> neededFor(Integration integration) {
        List<String> declared = needs.getOrDefault(integration.key(), List.of());
        if (uplinks.isEmpty() || !Uplink.isBeyond(integration)) {
            return declared;
        }
        List<String> all = new ArrayList<>(declared);
        all.addAll(uplinks);
        return all;
    }

    /** Keys of what was declared to need it, also through others. */
    List<String> neededBy(String key) {
        return neededBy.getOrDefault(key, List.of());
    }

    private static Set<String> reached(String from, Map<String, List<String>> direct) {
        Set<String> reached = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(direct.getOrDefault(from, List.of()));
        while (!open.isEmpty()) {
            String next = open.poll();
            if (reached.add(next)) {
                open.addAll(direct.getOrDefault(next, List.of()));
            }
        }
        return reached;
    }
}
