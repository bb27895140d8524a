package io.rollcall.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A line of the table that says who may do what.
 *
 * @param methods the HTTP methods meant; empty for all. GET means HEAD too
 * @param role the least role that may; null when nobody needs to say who he is
 * @param ownToken whether the endpoint knows a token of its own, and looks at callers that the guard does not know
 */
public record Line(Set<String> methods, PathPattern path, @Nullable Role role, boolean ownToken) {
    private static final String ANY = "*";

    public Line {
        methods = Set.copyOf(methods);
    }

    /** Nobody needs to say who he is. */
    static Line open(String methods, String path) {
        return new Line(methods(methods), new PathPattern(path), null, false);
    }

    static Line needs(Role role, String methods, String path) {
        return new Line(methods(methods), new PathPattern(path), role, false);
    }

    /** Either the endpoint's own token or the role. */
    static Line ownTokenOr(Role role, String methods, String path) {
        return new Line(methods(methods), new PathPattern(path), role, true);
    }

    /**
     * What an owner opens: a path, which opens it for looking, or a method ({@code *} for all) and a path.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public static Line opened(String text) {
        String[] words = text.strip().split("\\s+", -1);
        if (words.length > 2) {
            throw new IllegalArgumentException("'" + text + "' is more than a method and a path");
        }
        return words.length == 1 ? open("GET", words[0]) : open(words[0], words[1]);
    }

    boolean covers(String method, String normalizedPath) {
        String asked = method.equals("HEAD") ? "GET" : method;
        return (methods.isEmpty() || methods.contains(asked)) && path.matches(normalizedPath);
    }

    private static Set<String> methods(String text) {
        return text.equals(ANY) ? Set.of() : Set.of(text.split(","));
    }
}
