package io.rollcall.mute;

import io.rollcall.alert.Alert;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which alert keeps another from being told, among those that fire at a moment? Made for one look at them. */
final class Inhibitions {
    private final List<InhibitRule> rules;
    /** Sources of each rule, by what they must have in common with their targets. */
    private final Map<InhibitRule, Map<Map<String, String>, List<Alert>>> sources = new HashMap<>();

    /** An alert that is not told, and the rule that says so. */
    record Inhibited(InhibitRule rule, Alert by) {}

    Inhibitions(List<InhibitRule> rules, Collection<Alert> firing) {
        this.rules = rules;
        for (InhibitRule rule : rules) {
            Map<Map<String, String>, List<Alert>> found = new HashMap<>();
            for (Alert alert : firing) {
                if (alert.firing() && rule.source().matches(alert.labels())) {
                    found.computeIfAbsent(rule.key(alert), key -> new ArrayList<>())
                            .add(alert);
                }
            }
            sources.put(rule, found);
        }
    }

    Optional<Inhibited> of(Alert alert) {
        for (InhibitRule rule : rules) {
            Map<Map<String, String>, List<Alert>> found = sources.getOrDefault(rule, Map.of());
            if (!found.isEmpty() && rule.concerns(alert)) {
                for (Alert source : found.getOrDefault(rule.key(alert), List.of())) {
                    if (rule.inhibits(source, alert)) {
                        return Optional.of(new Inhibited(rule, source));
                    }
                }
            }
        }
        return Optional.empty();
    }
}
