package io.rollcall.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSONPath such as {@code $.agents[?(@.status != 'active')]}. Two are equal when they are written the same. */
final class Query {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Configuration JACKSON = Configuration.builder()
            .jsonProvider(new JacksonJsonNodeJsonProvider(JSON))
            .mappingProvider(new JacksonMappingProvider(JSON))
            .build();

    private static final Map<Character, Character> CLOSED_BY = Map.of('[', ']', '(', ')', '\'', '\'', '"', '"');

    private final String text;
    private final JsonPath path;

    private Query(String text, JsonPath path) {
        this.text = text;
        this.path = path;
    }

    /** Throws with what is wrong with the text. */
    static Query parse(String text) {
        if (!text.startsWith("$")) {
            throw new IllegalArgumentException("a path begins with $, as in $.items[0].name");
        }
        if (text.contains("=~")) {
            // A regular expression there could backtrack without end; that of "matches" cannot.
            throw new IllegalArgumentException("a path has no regular expressions; write matches after it");
        }
        if (!isClosed(text)) {
            throw new IllegalArgumentException("the path is wrong: a bracket or a quote in it is not closed");
        }
        try {
            return new Query(text, JsonPath.compile(text));
        } catch (InvalidPathException | IllegalArgumentException | IndexOutOfBoundsException | ClassCastException e) {
            String why = e instanceof InvalidPathException && e.getMessage() != null ? ": " + e.getMessage() : "";
            throw new IllegalArgumentException(("the path is wrong" + why).replaceAll("\\s+", " "), e);
        }
    }

    /** The library overlooks some that are not. */
    private static boolean isClosed(String text) {
        Deque<Character> open = new ArrayDeque<>();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            Character awaited = open.peek();
            boolean quoted = awaited != null && (awaited == '\'' || awaited == '"');
            Character closing = CLOSED_BY.get(c);
            if (quoted && c == '\\') {
                i++;
            } else if (awaited != null && awaited == c) {
                open.pop();
            } else if (!quoted && closing != null) {
                open.push(closing);
            } else if (!quoted && (c == ')' || c == ']')) {
                return false;
            }
        }
        return open.isEmpty();
    }

    String text() {
        return text;
    }

    /** What it finds in a Jackson node or in Maps, Lists and plain values; null when there is no such place. */
    @Nullable
    Object in(Object tree) {
        JsonNode node = tree instanceof JsonNode known ? known : JSON.valueToTree(tree);
        try {
            return path.read(node, JACKSON);
        } catch (JsonPathException nothing) {
            return null;
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Query query && query.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
