package io.rollcall.alert;

import io.rollcall.integration.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A rule that began or ceased to hold for one integration, with what a reader of the message needs (requirement 002-23).
 *
 * @param rule the rule's name
 * @param condition the rule's condition as written
 * @param severity how bad
 * @param firing true when it began, false when it ended
 * @param integration the integration's key
 * @param name the integration's name
 * @param kind the check template, such as {@code http}
 * @param group the integration's group, or null
 * @param status the integration's status now
 * @param startedAt when the trouble began: the first failing check, or when the condition first held
 * @param at when this alert fired or ended
 * @param consecutiveFailures failed checks in a row by now
 * @param latency of the last measured check, or null
 * @param message the last error or reason, or null
 * @param emails where email about this integration goes; empty means the default recipients
 * @param runbook what to do: an address or a sentence, or null
 * @param dependents names of the integrations that need it; empty when it ended
 * @param labels by which it is routed, grouped, silenced and inhibited: those of its rule, and {@code rule}, {@code severity},
 *     {@code integration}, {@code kind} and {@code group} where there is one
 * @param annotations what its rule says to the reader, by name such as {@code summary}, with values filled in
 */
public record Alert(
        String rule,
        String condition,
        Severity severity,
        boolean firing,
        String integration,
        String name,
        String kind,
        @Nullable String group,
        Status status,
        Instant startedAt,
        Instant at,
        int consecutiveFailures,
        @Nullable Duration latency,
        @Nullable String message,
        List<String> emails,
        @Nullable String runbook,
        List<String> dependents,
        Map<String, String> labels,
        Map<String, String> annotations) {

    public Alert {
        emails = List.copyOf(emails);
        // One that an earlier version has kept knows of none.
        dependents = dependents == null ? List.of() : List.copyOf(dependents);
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels == null ? Map.of() : labels));
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations == null ? Map.of() : annotations));
    }

    /** What makes it the same alert when it fires again: its rule and whom it is about. */
    public String fingerprint() {
        return fingerprintOf(rule, integration);
    }

    public static String fingerprintOf(String rule, String integration) {
        return rule + "/" + integration;
    }

    /** The same as one that has ended. */
    public Alert ended(Instant when) {
        return with(false, when, List.of());
    }

    /** The same, said at another time. */
    public Alert saidAt(Instant when) {
        return with(firing, when, dependents);
    }

    private Alert with(boolean fires, Instant when, List<String> needing) {
        return new Alert(
                rule,
                condition,
                severity,
                fires,
                integration,
                name,
                kind,
                group,
                status,
                startedAt,
                when,
                consecutiveFailures,
                latency,
                message,
                emails,
                runbook,
                needing,
                labels,
                annotations);
    }
}
