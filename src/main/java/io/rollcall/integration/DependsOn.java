package io.rollcall.integration;

import io.rollcall.spelling.Nearest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is wrong with the {@code depends-on} of declarations: names that nobody has, and circles. */
public final class DependsOn {
    private final Map<String, List<String>> accepted = new HashMap<>();
    private final Set<String> keys;

    private DependsOn(Set<String> keys) {
        this.keys = keys;
    }

    /**
     * Adds to the problems. Of a circle it names the entry that comes last, since that one closed it.
     *
     * @param declarations in the order in which they came
     * @param read the integrations of those that are right otherwise
     * @param keys of everything that is declared
     */
    public static void complain(
            Collection<Declaration> declarations,
            Collection<Integration> read,
            Set<String> keys,
            List<Problem> problems) {
        Map<String, Integration> byKey = new HashMap<>();
        read.forEach(integration -> byKey.put(integration.key(), integration));
        DependsOn known = new DependsOn(keys);
        for (Declaration declaration : declarations) {
            Integration integration = byKey.get(declaration.key());
            if (integration != null && !integration.dependsOn().isEmpty()) {
                known.add(declaration, integration.dependsOn(), problems);
            }
        }
    }

    private void add(Declaration declaration, List<String> needed, List<Problem> problems) {
        int before = problems.size();
        for (String one : needed) {
            if (!keys.contains(one)) {
                problems.add(declaration.problem(
                        "depends-on", "no other integration '" + one + "'" + Nearest.hint(one, keys)));
            }
        }
        List<String> circle = way(needed, declaration.key());
        if (!circle.isEmpty()) {
            problems.add(declaration.problem(
                    "depends-on",
                    "this closes a circle, " + declaration.key() + " -> " + String.join(" -> ", circle)
                            + "; take one of them out"));
        }
        if (problems.size() == before) {
            accepted.put(declaration.key(), needed);
        }
    }

    /** The way to a key from what is needed first, over what was accepted so far; empty when there is none. */
    private List<String> way(List<String> from, String to) {
        Map<String, String> cameFrom = new HashMap<>();
        from.forEach(start -> cameFrom.put(start, ""));
        Deque<String> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            String here = open.poll();
            if (here.equals(to)) {
                return back(here, cameFrom);
            }
            for (String next : accepted.getOrDefault(here, List.of())) {
                if (cameFrom.putIfAbsent(next, here) == null) {
                    open.add(next);
                }
            }
        }
        return List.of();
    }

    private static List<String> back(String end, Map<String, String> cameFrom) {
        List<String> way = new ArrayList<>();
        for (String step = end; !step.isEmpty(); step = cameFrom.getOrDefault(step, "")) {
            way.add(step);
        }
        Collections.reverse(way);
        return way;
    }
}
