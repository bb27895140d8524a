package io.rollcall.notify;

import io.rollcall.alert.Alert;
import io.rollcall.group.Acknowledgement;
import io.rollcall.group.Notice;
import io.rollcall.group.Reason;
import io.rollcall.integration.Status;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a notice says in words, the same over every channel (requirement 002-23).
 *
 * @param headline what is wrong, or that it is over
 * @param sentence the headline's detail: since when and how long
 * @param facts what else a reader wants to know, most important first
 * @param link to the integration on the dashboard, or to all of them
 * @param runbook what to do: an address or a sentence, or null
 * @param colour as #rrggbb
 */
record Story(String headline, String sentence, List<Fact> facts, URI link, @Nullable String runbook, String colour) {
    private static final int MOST_NAMES = 20;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** A label and its value. */
    record Fact(String label, String value) {}

    static Story of(Notice notice, URI publicUrl) {
        if (notice.alerts().size() + notice.more() > 1) {
            return Digest.of(notice, publicUrl);
        }
        Alert alert = notice.lead();
        return new Story(
                headline(alert, notice.reason() == Reason.REPEAT || notice.reason() == Reason.ESCALATED),
                sentence(alert),
                facts(notice),
                link(alert, publicUrl),
                alert.runbook(),
                colour(alert));
    }

    boolean runbookIsLink() {
        return runbook != null && runbook.length() <= 2000 && runbook.matches("https?://\\S+");
    }

    /** A duration as people say it: {@code 45 s}, {@code 12 min}, {@code 1 h 5 min}, {@code 2 d 3 h}. */
    static String words(Duration duration) {
        if (duration.toMinutes() < 1) {
            return Math.max(0, duration.toSeconds()) + " s";
        }
        if (duration.toHours() < 1) {
            return duration.toMinutes() + " min";
        }
        if (duration.toDays() < 1) {
            return duration.toHours() + " h"
                    + (duration.toMinutesPart() == 0 ? "" : " " + duration.toMinutesPart() + " min");
        }
        return duration.toDays() + " d" + (duration.toHoursPart() == 0 ? "" : " " + duration.toHoursPart() + " h");
    }

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    private static String headline(Alert alert, boolean still) {
        String name = alert.name();
        String summary = alert.annotations().get("summary");
        if (summary != null) {
            return "[" + (alert.firing() ? alert.severity() : "RESOLVED") + "] " + name + ": " + summary;
        }
        boolean up = alert.status() == Status.HEALTHY;
        if (!alert.firing()) {
            return "[RESOLVED] " + name + (up ? " is healthy again" : ": " + alert.rule() + " has ended");
        }
        boolean bad = alert.status() == Status.DOWN || alert.status() == Status.DEGRADED;
        return "[" + alert.severity() + "] " + name
                + (bad
                        ? (still ? " is still " : " is ") + alert.status().word()
                        : ": " + (still ? "still " : "") + alert.rule());
    }

    private static String sentence(Alert alert) {
        String lasted = words(Duration.between(alert.startedAt(), alert.at()));
        return alert.firing()
                ? "Since " + time(alert.startedAt()) + " (" + lasted + ")"
                : "From " + time(alert.startedAt()) + " to " + time(alert.at()) + " (" + lasted + ")";
    }

    private static List<Fact> facts(Notice notice) {
        Alert alert = notice.lead();
        List<Fact> facts = new ArrayList<>(remarks(notice));
        notice.ack(alert).ifPresent(ack -> facts.add(new Fact("Acknowledged", acknowledged(ack))));
        String description = alert.annotations().get("description");
        if (description != null) {
            facts.add(new Fact("Description", description));
        }
        facts.add(new Fact("Status", alert.status().word()));
        facts.add(new Fact("Consecutive failures", String.valueOf(alert.consecutiveFailures())));
        if (alert.message() != null && !alert.message().isBlank()) {
            facts.add(new Fact("Last error", alert.message()));
        }
        if (!alert.dependents().isEmpty()) {
            facts.add(new Fact("Affected", affected(alert.dependents())));
        }
        if (alert.latency() != null) {
            facts.add(new Fact("Response time", alert.latency().toMillis() + " ms"));
        }
        facts.add(new Fact("Severity", alert.severity().word()));
        facts.add(new Fact("Rule", alert.rule() + " (" + alert.condition() + ")"));
        if (alert.group() != null) {
            facts.add(new Fact("Group", alert.group()));
        }
        return List.copyOf(facts);
    }

    /** What is to be said beside the alerts, if anything is. */
    static List<Fact> remarks(Notice notice) {
        return notice.remarks().isEmpty()
                ? List.of()
                : List.of(new Fact("Note", String.join(". ", notice.remarks()) + "."));
    }

    private static String acknowledged(Acknowledgement ack) {
        return "by " + ack.who() + " over " + ack.over() + " at " + time(ack.at());
    }

    /** How many need it, and the first of them by name: a reader looks for the own one, and no message is endless. */
    private static String affected(List<String> names) {
        int more = names.size() - MOST_NAMES;
        String text = (names.size() == 1 ? "1 integration depends" : names.size() + " integrations depend") + " on it: "
                + String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMES)));
        return more > 0 ? text + " and " + more + " more" : text;
    }

    private static URI link(Alert alert, URI publicUrl) {
        String base = publicUrl.toString().replaceAll("/+$", "");
        String key =
                URLEncoder.encode(alert.integration(), StandardCharsets.UTF_8).replace("+", "%20");
        return URI.create(base + "/health#" + key);
    }

    static String colour(Alert alert) {
        if (!alert.firing()) {
            return "#2e7d32";
        }
        return switch (alert.severity()) {
            case CRITICAL -> "#c62828";
            case WARNING -> "#f9a825";
            case INFO -> "#1565c0";
        };
    }
}
