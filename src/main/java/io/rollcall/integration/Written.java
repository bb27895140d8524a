package io.rollcall.integration;

import io.rollcall.spelling.Nearest;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a declaration of something other than an integration says. Whoever reads it gets each parameter with its placeholders
 * filled in; what cannot be read is noted with file and line, and read as null.
 */
public final class Written {
    private final Declaration declaration;
    private final Placeholders placeholders;
    private final List<Problem> problems;

    public Written(Declaration declaration, Placeholders placeholders, List<Problem> problems) {
        this.declaration = declaration;
        this.placeholders = placeholders;
        this.problems = problems;
    }

    /** The routeId. */
    public String name() {
        return declaration.key();
    }

    /** Notes every parameter that is none of these. */
    public void allow(Collection<String> parameters) {
        for (String name : new TreeMap<>(declaration.parameters()).keySet()) {
            if (!parameters.contains(name)) {
                complain(name, "'" + declaration.kind() + "' has no such parameter" + Nearest.hint(name, parameters));
            }
        }
    }

    /** A parameter that need not be there: null when it is not, or cannot be read. */
    public <T> @Nullable T optional(String name, Function<String, T> reading) {
        String text = declaration.parameters().get(name);
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return reading.apply(placeholders.resolve(text));
        } catch (IllegalArgumentException | Placeholders.MissingValueException e) {
            complain(name, String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** A parameter that must be there: null when it is not, or cannot be read. */
    public <T> @Nullable T required(String name, Function<String, T> reading) {
        String text = declaration.parameters().get(name);
        if (text == null || text.isBlank()) {
            complain(name, "'" + declaration.kind() + "' needs this parameter; add it");
            return null;
        }
        return optional(name, reading);
    }

    /** Notes what is wrong with a parameter. */
    public void complain(String name, String message) {
        problems.add(declaration.problem(name, message));
    }
}
