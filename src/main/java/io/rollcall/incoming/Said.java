package io.rollcall.incoming;

import io.rollcall.alert.Alert;
import io.rollcall.alert.Severity;
import io.rollcall.integration.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What another system says about one alert of its own. */
public sealed interface Said {
    /** Who says it: {@code alertmanager}, {@code pagerduty} or {@code cloudevents}. */
    String source();

    /** What makes it the same alert when it is said again, unique for its source. */
    String id();

    /** The same, unique over all sources. No key of an integration has a colon. */
    default String key() {
        return source() + ":" + id();
    }

    /** It is over. */
    record Ends(String source, String id) implements Said {}

    /** Somebody there looks after it. */
    record Acknowledged(String source, String id) implements Said {}

    /**
     * It fires.
     *
     * @param rule what kind of trouble it is
     * @param name what is in trouble, as people read it
     * @param startsAt since when
     * @param expiresAt when it counts as over unless it is said again; null for never
     * @param labels the sender's own
     * @param annotations the sender's own; {@code summary} and {@code description} are told first
     * @param runbook what to do: an address or a sentence, or null
     */
    record Fires(
            String source,
            String id,
            String rule,
            String name,
            Severity severity,
            Instant startsAt,
            @Nullable Instant expiresAt,
            Map<String, String> labels,
            Map<String, String> annotations,
            @Nullable String runbook)
            implements Said {
        /** Labels that say here what they say of any alert; the sender's are kept under another name. */
        private static final Set<String> OURS = Set.of("source", "rule", "severity", "kind");

        public Fires {
            labels = Plain.lines(labels);
            annotations = Plain.texts(annotations);
            String plain = Plain.line(rule, Plain.MOST_NAME);
            rule = plain.isEmpty() ? source : plain;
            name = Plain.line(name, Plain.MOST_NAME);
            runbook = runbook == null ? null : Plain.line(runbook, Plain.MOST_VALUE);
        }

        /**
         * The alert that goes through the flow.
         *
         * @param known the same as it was said before, or null
         */
        Alert alert(@Nullable Alert known, Instant now) {
            Instant began = startsAt.isAfter(now) ? now : startsAt;
            String kept = known == null ? rule : known.rule();
            Map<String, String> all = allLabels(kept);
            return new Alert(
                    kept,
                    "as " + source + " says",
                    severity,
                    true,
                    key(),
                    name.isEmpty() ? kept : name,
                    source,
                    all.get("group"),
                    // Nothing was measured here, and a critical alert need not be about something that is down.
                    Status.UNKNOWN,
                    known == null || began.isBefore(known.startedAt()) ? began : known.startedAt(),
                    known == null ? now : known.at(),
                    0,
                    null,
                    null,
                    List.of(),
                    runbook,
                    List.of(),
                    all,
                    annotations);
        }

        private Map<String, String> allLabels(String known) {
            Map<String, String> all = new TreeMap<>(labels);
            Map<String, String> ours =
                    Map.of("source", source, "rule", known, "severity", severity.word(), "kind", source);
            for (String name : OURS) {
                String theirs = all.put(name, Objects.requireNonNull(ours.get(name)));
                if (theirs != null && !theirs.equals(ours.get(name))) {
                    all.put("exported_" + name, theirs);
                }
            }
            all.putIfAbsent("integration", key());
            return all;
        }
    }
}
