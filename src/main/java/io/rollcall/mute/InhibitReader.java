package io.rollcall.mute;

import io.rollcall.integration.Written;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads inhibition rules as route files declare them. */
public final class InhibitReader {
    /** By which {@code routeTemplateRef} names them. */
    public static final String WORD = "inhibit";

    public static final Set<String> PARAMETERS = Set.of("source", "target", "equal");

    private InhibitReader() {}

    /** The rule, or null when what is written has a problem. */
    public static @Nullable InhibitRule read(Written written) {
        Matchers source = written.required("source", Matchers::parseSelective);
        Matchers target = written.required("target", Matchers::parseSelective);
        Set<String> equal = written.optional("equal", InhibitReader::labels);
        return source == null || target == null
                ? null
                : new InhibitRule(written.name(), source, target, equal == null ? Set.of() : equal);
    }

    private static Set<String> labels(String text) {
        Set<String> labels = new LinkedHashSet<>();
        Arrays.stream(text.split(",")).map(String::strip).forEach(labels::add);
        if (labels.stream().anyMatch(label -> label.isEmpty() || label.matches(".*[=!~\"{}\\s].*"))) {
            throw new IllegalArgumentException("'" + text + "' are no names of labels; write integration,group");
        }
        return labels;
    }
}
