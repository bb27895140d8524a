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
    private static final String RULE = "alert:";

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
    public record Entry(String kind, String id, int line, Object value) {
        /** Kind and id: what tells it from all other entries. */
        public String key() {
            return kind + " " + id;
        }
    }

    /** True when it holds integrations, which the engine instantiates; Camel must not see those files. */
    public boolean holdsIntegrations() {
        return entries.stream().anyMatch(entry -> entry.kind().equals("templatedRoute"));
    }

    /** Names of the alert rules among its routes. */
    public List<String> rules() {
        return beginnings().stream()
                .filter(uri -> uri.startsWith(RULE))
                .map(uri -> uri.substring(RULE.length()).replaceFirst("\\?.*", ""))
                .toList();
    }

    /** The URIs that its routes begin with, as written. */
    public List<String> beginnings() {
        return entries.stream()
                .filter(entry -> entry.kind().equals("route"))
                .map(entry -> entry.value() instanceof Map<?, ?> route && route.get("from") instanceof Map<?, ?> from
                        ? String.valueOf(from.get("uri"))
                        : "")
                .toList();
    }

    /** Ids of the entries of a kind. */
    public List<String> ids(String kind) {
        return entries.stream()
                .filter(entry -> entry.kind().equals(kind))
                .map(Entry::id)
                .toList();
    }
}
