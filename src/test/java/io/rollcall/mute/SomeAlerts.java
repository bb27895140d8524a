package io.rollcall.mute;

import io.rollcall.alert.Alert;
import io.rollcall.alert.Severity;
import io.rollcall.integration.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Alerts for tests, by their labels. */
final class SomeAlerts {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private SomeAlerts() {}

    /** One of a rule about an integration, with further labels as name and value in turn. */
    static Alert alert(String rule, String integration, String severity, String... labels) {
        Map<String, String> all =
                new TreeMap<>(Map.of("rule", rule, "integration", integration, "severity", severity, "kind", "http"));
        for (int i = 0; i < labels.length; i += 2) {
            all.put(labels[i], labels[i + 1]);
        }
        return new Alert(
                rule,
                "status == DOWN",
                Severity.valueOf(severity.toUpperCase(java.util.Locale.ROOT)),
                true,
                integration,
                "Name of " + integration,
                "http",
                all.get("group"),
                Status.DOWN,
                START,
                START,
                3,
                null,
                "Connection refused",
                List.of(),
                null,
                List.of(),
                all,
                Map.of());
    }
}
