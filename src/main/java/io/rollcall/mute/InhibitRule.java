package io.rollcall.mute;

import io.rollcall.alert.Alert;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * That some alerts need not be told while others fire: a service that is slow is no news while it is down. The semantics of
 * Alertmanager's inhibition rules.
 *
 * @param name unique over all rules
 * @param source what must fire
 * @param target what is not told then
 * @param equal labels of which both must have the same value; one that is not there is empty
 */
public record InhibitRule(String name, Matchers source, Matchers target, Set<String> equal) {
    public InhibitRule {
        equal = Set.copyOf(equal);
    }

    boolean concerns(Alert alert) {
        return target.matches(alert.labels());
    }

    /** Whether that alert, which concerns the rule, is kept from being told by this one, which fires and is a source. */
    boolean inhibits(Alert source, Alert alert) {
        // Two that fit both sides would silence one another, and nobody would be told.
        boolean mutual = this.source.matches(alert.labels()) && target.matches(source.labels());
        return !mutual && !source.fingerprint().equals(alert.fingerprint());
    }

    /** What an alert has in common with those of the same key. */
    Map<String, String> key(Alert alert) {
        Map<String, String> key = new TreeMap<>();
        new TreeSet<>(equal).forEach(label -> key.put(label, alert.labels().getOrDefault(label, "")));
        return key;
    }
}
