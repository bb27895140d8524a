package io.rollcall.routefile;

import io.rollcall.integration.Declaration;
import io.rollcall.integration.Template;
import java.util.List;
import java.util.Map;

/**
 * A route file as far as the engine must understand it itself: Camel reads everything else.
 *
 * @param name as people know it, relative to the working folder
 * @param text the whole content
 * @param entries its top-level entries in their order
 * @param declarations its integrations
 * @param templates its kinds of check
 */
public record RouteFile(
        String name, String text, List<Entry> entries, List<Declaration> declarations, List<Template> templates) {

    public RouteFile {
        entries = List.copyOf(entries);
        declarations = List.copyOf(declarations);
        templates = List.copyOf(templates);
    }

    /**
     * A top-level entry.
     *
     * @param kind such as {@code route}, {@code routeTemplate} or {@code templatedRoute}
     * @param id its id, or empty when it has none
     * @param line where it begins
     * @param value its content as plain maps, lists and texts
     */
    public record Entry(String kind, String id, int line, Object value) {}

    /** True when it holds integrations, which the engine instantiates; Camel must not see those files. */
    public boolean holdsIntegrations() {
        return entries.stream().anyMatch(entry -> entry.kind().equals("templatedRoute"));
    }

    /** True when one of its routes is an alert rule. */
    public boolean holdsRules() {
        return entries.stream()
                .anyMatch(entry -> entry.value() instanceof Map<?, ?> route
                        && route.get("from") instanceof Map<?, ?> from
                        && String.valueOf(from.get("uri")).startsWith("alert:"));
    }

    /** Ids of the entries of a kind. */
    public List<String> ids(String kind) {
        return entries.stream()
                .filter(entry -> entry.kind().equals(kind))
                .map(Entry::id)
                .toList();
    }

    /** The content of each entry by kind and id, to tell what a change of the file changed. */
    public Map<String, Object> content() {
        Map<String, Object> content = new java.util.LinkedHashMap<>();
        entries.forEach(entry -> content.put(entry.kind() + " " + entry.id(), entry.value()));
        return content;
    }
}
