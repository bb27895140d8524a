package io.rollcall.integration;

import java.util.Map;

/**
 * An integration as it was written: the text of its parameters, placeholders unresolved, and where each stands.
 *
 * @param key the route id, unique over all declarations
 * @param kind the template it names
 * @param parameters the parameters as written
 * @param file where it was written; the table's name for a row without a file
 * @param line of the entry
 * @param lines of each parameter
 */
public record Declaration(
        String key, String kind, Map<String, String> parameters, String file, int line, Map<String, Integer> lines) {

    /** The table that rows added by SQL or the API come from. */
    public static final String TABLE = "integration_health";

    public Declaration {
        parameters = Map.copyOf(parameters);
        lines = Map.copyOf(lines);
    }

    /** A declaration that stands in the table only. */
    public static Declaration ofRow(String key, String kind, Map<String, String> parameters) {
        return new Declaration(key, kind, parameters, TABLE, 0, Map.of());
    }

    /** The same declaration with other values, such as those changed in the table. */
    public Declaration withParameters(Map<String, String> other) {
        return new Declaration(key, kind, other, file, line, lines);
    }

    /** A problem with one of its parameters, at the line where that stands, or at the entry when it is not written. */
    public Problem problem(String parameter, String message) {
        return new Problem(file, lines.getOrDefault(parameter, line), parameter, "'" + key + "': " + message);
    }
}
