package io.rollcall.integration;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A kind of check as its route template declares it.
 *
 * @param id the kind's name, such as {@code http}
 * @param parameters its own parameters by name, beside the common ones
 */
public record Template(String id, Map<String, Parameter> parameters) {
    public Template {
        parameters = Map.copyOf(parameters);
    }

    /** One parameter of a template: whether it must be given, and its default or null. */
    public record Parameter(boolean required, @Nullable String defaultValue) {}
}
