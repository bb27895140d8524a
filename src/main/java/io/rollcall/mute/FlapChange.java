package io.rollcall.mute;

import io.rollcall.alert.Alert;
import io.rollcall.alert.Severity;
import io.rollcall.integration.Integration;
import io.rollcall.integration.Status;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An integration began to come and go, or ceased to.
 *
 * @param started true when it began
 * @param percent how much it changed lately
 * @param status its status now
 * @param at when the check began that decided it
 */
public record FlapChange(Integration integration, boolean started, double percent, Status status, Instant at) {

    /** What people are told: a warning that fires while it comes and goes. */
    public Alert alert() {
        Map<String, String> labels = new TreeMap<>();
        labels.put("rule", Mutes.FLAPPING);
        labels.put("severity", Severity.WARNING.word());
        labels.put("integration", integration.key());
        labels.put("kind", integration.kind());
        if (integration.group() != null) {
            labels.put("group", integration.group());
        }
        return new Alert(
                Mutes.FLAPPING,
                "changes >= " + integration.alerting().flapping().high() + " %",
                Severity.WARNING,
                started,
                integration.key(),
                integration.name(),
                integration.kind(),
                integration.group(),
                status,
                at,
                at,
                0,
                null,
                describe(),
                integration.alerting().emails(),
                integration.runbook(),
                List.of(),
                labels,
                Map.of("summary", integration.name() + (started ? " comes and goes" : " has settled")));
    }

    /** One sentence for people. */
    public String describe() {
        String share = String.format(Locale.ROOT, "%.1f", percent);
        return started
                ? "comes and goes: its status changed in " + share
                        + " % of the last checks; single alarms and ends are not told until it has settled"
                : "has settled as " + status.word() + " (" + share + " % changes)";
    }
}
