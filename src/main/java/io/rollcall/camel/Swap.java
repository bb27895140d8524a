package io.rollcall.camel;

import io.rollcall.integration.Problem;
import io.rollcall.routefile.RouteFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which routes give way to which when files change.
 *
 * @param before changed files as they are live; without those of integrations, which are no routes to Camel
 * @param after what takes their place
 */
record Swap(List<RouteFile> before, List<RouteFile> after) {
    private static final String TEMPLATE = "routeTemplate ";
    /** Camel can replace these while it runs, and nothing else. */
    private static final Set<String> REPLACEABLE = Set.of("route", "routeTemplate");

    static Swap of(Set<Path> changed, Map<Path, RouteFile> live, Map<Path, RouteFile> next) {
        List<RouteFile> before = new ArrayList<>();
        List<RouteFile> after = new ArrayList<>();
        for (Path path : changed) {
            List<RouteFile> old = routes(live.get(path));
            List<RouteFile> fresh = routes(next.get(path));
            if (!content(old).equals(content(fresh))) {
                before.addAll(old);
                after.addAll(fresh);
            }
        }
        return new Swap(before, after);
    }

    /** What can change only with a restart. */
    List<Problem> unchangeable() {
        Map<String, RouteFile> files = new LinkedHashMap<>();
        before.forEach(file -> files.put(file.name(), file));
        after.forEach(file -> files.put(file.name(), file));
        Map<String, Object> old = content(before);
        Map<String, Object> fresh = content(after);
        List<Problem> problems = new ArrayList<>();
        for (RouteFile file : files.values()) {
            Set<String> kinds = new TreeSet<>();
            for (RouteFile.Entry entry : file.entries()) {
                boolean same = Objects.equals(old.get(entry.key()), fresh.get(entry.key()));
                if (!same && !REPLACEABLE.contains(entry.kind())) {
                    kinds.add(entry.kind());
                }
            }
            kinds.forEach(kind ->
                    problems.add(new Problem(file.name(), 0, kind, "a change of this takes effect at the next start")));
        }
        return problems;
    }

    /** Templates that are there before and after, but not the same. */
    Set<String> changedTemplates() {
        Map<String, Object> old = content(before);
        Map<String, Object> fresh = content(after);
        return fresh.keySet().stream()
                .filter(key -> key.startsWith(TEMPLATE) && old.containsKey(key))
                .filter(key -> !Objects.equals(fresh.get(key), old.get(key)))
                .map(key -> key.substring(TEMPLATE.length()))
                .collect(Collectors.toSet());
    }

    /** Alert rules that are there before and not after. */
    Set<String> retiredRules() {
        Set<String> rules = new HashSet<>();
        before.forEach(file -> rules.addAll(file.rules()));
        after.forEach(file -> rules.removeAll(file.rules()));
        return rules;
    }

    private static List<RouteFile> routes(@Nullable RouteFile file) {
        return file == null || file.holdsIntegrations() ? List.of() : List.of(file);
    }

    private static Map<String, Object> content(List<RouteFile> files) {
        Map<String, Object> content = new LinkedHashMap<>();
        files.forEach(file -> file.entries().forEach(entry -> content.put(entry.key(), entry.value())));
        return content;
    }
}
