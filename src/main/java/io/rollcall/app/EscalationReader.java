package io.rollcall.app;

import io.rollcall.group.Escalation;
import io.rollcall.integration.Written;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads escalations as route files declare them. */
final class EscalationReader {
    static final String WORD = "escalation";
    static final Set<String> PARAMETERS = Set.of("steps", "repeat");

    private EscalationReader() {}

    static @Nullable Escalation read(Written written) {
        int repeat = Objects.requireNonNullElse(written.optional("repeat", EscalationReader::count), 0);
        return written.required("steps", text -> Escalation.parse(text, repeat));
    }

    private static int count(String text) {
        if (!text.strip().matches("\\d{1,3}")) {
            throw new IllegalArgumentException("'" + text + "' is no number; write how often the steps begin again");
        }
        return Integer.parseInt(text.strip());
    }
}
