package io.rollcall.probe;

import com.fasterxml.jackson.databind.node.NullNode;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import io.rollcall.spelling.Nearest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** What parameter {@code things} says: a YAML list of things that should exist at a vendor, each after those it needs. */
record Things(List<Thing> all) {
    /** The parameter that makes a kind of check one that sets something up. */
    static final String PARAMETER = "things";

    private static final Set<String> NEEDED = Set.of("name", "list", "id", "where", "is", "create", "update", "state");
    private static final Set<String> FIELDS = with(NEEDED, Set.of("in", "more", "read", "at"));

    /** Reads them. @throws IllegalArgumentException with what is wrong and what would be right */
    static Things parse(String text) {
        List<Thing> things = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Map<String, Object> entry : Fields.entries(text, "write a list, each entry with a name and where it is")) {
            Thing thing = thing(new Fields(entry));
            if (!names.add(thing.name())) {
                throw new IllegalArgumentException("two things are named " + thing.name());
            }
            things.add(thing);
        }
        return new Things(List.copyOf(things));
    }

    private static Thing thing(Fields fields) {
        String name = fields.text("name", "");
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("each thing needs a name of small letters, digits and underscores");
        }
        for (String field : fields.values().keySet()) {
            if (!FIELDS.contains(field)) {
                throw new IllegalArgumentException(
                        name + ": a thing has no '" + field + "'" + Nearest.hint(field, FIELDS));
            }
        }
        for (String field : NEEDED) {
            if (fields.values().get(field) == null) {
                throw new IllegalArgumentException(name + ": needs " + field);
            }
        }
        return new Thing(
                name,
                address(name, fields, "list"),
                path(name, fields, "in", "$[*]"),
                fields.values().containsKey("more") ? path(name, fields, "more", "") : null,
                fields.text("id", ""),
                path(name, fields, "where", ""),
                fields.text("is", ""),
                fields.values().containsKey("read") ? address(name, fields, "read") : null,
                address(name, fields, "create"),
                address(name, fields, "update"),
                path(name, fields, "at", "$"),
                fields.values().getOrDefault("state", Map.of()));
    }

    private static String address(String name, Fields fields, String field) {
        String address = fields.text(field, "");
        if (!address.startsWith("/")) {
            throw new IllegalArgumentException(name + ": " + field + ": write /path, which continues the url");
        }
        return address;
    }

    private static String path(String name, Fields fields, String field, String otherwise) {
        String path = fields.text(field, otherwise);
        try {
            JsonPath.compile(path);
            return path;
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(name + ": " + field + ": no JSONPath: " + e.getMessage(), e);
        }
    }

    /** What is wrong with the text, given the parameters there are and their values; null when nothing is. */
    static @Nullable String complaint(String text, Set<String> parameters, Map<String, String> values) {
        try {
            Set<String> known = with(parameters, Set.of("key", "id"));
            Map<String, String> filled = new HashMap<>(values);
            filled.put("key", "key");
            for (Thing thing : parse(text).all()) {
                places(thing, known);
                known.add(thing.name() + ".id");
                filled.put(thing.name() + ".id", "id");
                Filling filling = new Filling(filled, NullNode.getInstance(), Instant.EPOCH);
                if (!Wanted.of(thing.state(), filling).isObject()) {
                    return thing.name() + ": state is names and values";
                }
            }
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    private static void places(Thing thing, Set<String> known) {
        Matcher places = Filling.PLACE.matcher(
                thing.list() + thing.is() + thing.read() + thing.create() + thing.update() + thing.state());
        while (places.find()) {
            if (!known.contains(places.group(1))) {
                throw new IllegalArgumentException(thing.name() + ": nothing is called ${" + places.group(1) + "}"
                        + Nearest.hint(places.group(1), known));
            }
        }
    }

    private static Set<String> with(Set<String> some, Set<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }
}
