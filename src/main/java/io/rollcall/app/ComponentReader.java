package io.rollcall.app;

import io.rollcall.camel.Definitions;
import io.rollcall.integration.Written;
import io.rollcall.publish.Component;
import io.rollcall.publish.Components;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the components of the status page as route files declare them. */
final class ComponentReader {
    private static final String WORD = "component";
    private static final Set<String> PARAMETERS = Set.of("name", "description", "services", "groups", "position");
    /** It stands in addresses of badges. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private static final String ALL = "all";

    private ComponentReader() {}

    static void define(Definitions definitions, Components components) {
        definitions.add(WORD, new Definitions.Kind<>(PARAMETERS, ComponentReader::read, components::take));
    }

    private static @Nullable Component read(Written written) {
        String key = written.name();
        if (!KEY.matcher(key).matches() || key.equals(ALL)) {
            written.complain(
                    "routeId",
                    "'" + key + "' cannot stand in an address; use letters, digits, dots and dashes, and not '" + ALL
                            + "'");
            return null;
        }
        Set<String> services = written.optional("services", ComponentReader::words);
        Set<String> groups = written.optional("groups", ComponentReader::words);
        if (services == null && groups == null) {
            written.complain("services", "a component is made of services or groups; name one");
            return null;
        }
        Integer position = written.optional("position", ComponentReader::number);
        return new Component(
                key,
                Objects.requireNonNullElse(written.optional("name", text -> text), key),
                written.optional("description", text -> text),
                services == null ? Set.of() : services,
                groups == null ? Set.of() : groups,
                position == null ? 0 : position);
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
    }

    private static Integer number(String text) {
        if (!text.strip().matches("\\d{1,4}")) {
            throw new IllegalArgumentException("'" + text + "' is no place on the page; write a number from 0 to 9999");
        }
        return Integer.valueOf(text.strip());
    }
}
