package io.rollcall.notify;

import io.rollcall.alert.Alert;
import io.rollcall.group.Acknowledgement;
import io.rollcall.group.Notice;
import io.rollcall.group.Reason;
import io.rollcall.integration.Status;
import io.rollcall.words.Words;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
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
 * @param words those of its language
 */
record Story(
        String headline,
        String sentence,
        List<Fact> facts,
        URI link,
        @Nullable String runbook,
        String colour,
        Words words) {
    private static final int MOST_NAMES = 20;

    /** A label and its value. */
    record Fact(String label, String value) {}

    /** In English, as machines expect it. */
    static Story of(Notice notice, URI publicUrl) {
        return of(notice, publicUrl, Words.english());
    }

    static Story of(Notice notice, URI publicUrl, Words words) {
        if (notice.alerts().size() + notice.more() > 1) {
            return Digest.of(notice, publicUrl, words);
        }
        Alert alert = notice.lead();
        return new Story(
                headline(alert, notice.reason() == Reason.REPEAT || notice.reason() == Reason.ESCALATED, words),
                sentence(alert, words),
                facts(notice, words),
                link(alert, publicUrl),
                alert.runbook(),
                colour(alert),
                words);
    }

    boolean runbookIsLink() {
        return runbook != null && runbook.length() <= 2000 && runbook.matches("https?://\\S+");
    }

    private static String headline(Alert alert, boolean still, Words words) {
        String name = alert.name();
        String mark = mark(alert, words);
        String summary = words.of(alert.annotations(), "summary");
        if (summary != null) {
            return words.say("headline.summary", mark, name, summary);
        }
        if (!alert.firing()) {
            return alert.status() == Status.HEALTHY
                    ? words.say("headline.healthy", mark, name)
                    : words.say("headline.ended", mark, name, alert.rule());
        }
        boolean bad = alert.status() == Status.DOWN || alert.status() == Status.DEGRADED;
        return bad
                ? words.say(still ? "headline.still-is" : "headline.is", mark, name, status(alert, words))
                : words.say(still ? "headline.still-rule" : "headline.rule", mark, name, alert.rule());
    }

    /** How bad it is, or that it is over, in brackets. */
    static String mark(Alert alert, Words words) {
        return words.say("mark." + (alert.firing() ? alert.severity().word() : "resolved"));
    }

    static String status(Alert alert, Words words) {
        return words.say("status." + alert.status().word());
    }

    static String severity(Alert alert, Words words) {
        return words.say("severity." + alert.severity().word());
    }

    private static String sentence(Alert alert, Words words) {
        String lasted = Words.length(Duration.between(alert.startedAt(), alert.at()));
        return alert.firing()
                ? words.say("sentence.since", words.time(alert.startedAt()), lasted)
                : words.say("sentence.ended", words.time(alert.startedAt()), words.time(alert.at()), lasted);
    }

    private static List<Fact> facts(Notice notice, Words words) {
        Alert alert = notice.lead();
        List<Fact> facts = new ArrayList<>(remarks(notice, words));
        notice.ack(alert)
                .ifPresent(ack -> facts.add(new Fact(words.say("fact.acknowledged"), acknowledged(ack, words))));
        String description = words.of(alert.annotations(), "description");
        if (description != null) {
            facts.add(new Fact(words.say("fact.description"), description));
        }
        if (alert.status() != Status.UNKNOWN || alert.consecutiveFailures() > 0) {
            facts.add(new Fact(words.say("fact.status"), status(alert, words)));
            facts.add(new Fact(words.say("fact.failures"), String.valueOf(alert.consecutiveFailures())));
        }
        if (alert.message() != null && !alert.message().isBlank()) {
            facts.add(new Fact(words.say("fact.error"), alert.message()));
        }
        if (!alert.dependents().isEmpty()) {
            facts.add(new Fact(words.say("fact.affected"), affected(alert.dependents(), words)));
        }
        if (alert.latency() != null) {
            facts.add(new Fact(words.say("fact.latency"), alert.latency().toMillis() + " ms"));
        }
        facts.add(new Fact(words.say("fact.severity"), severity(alert, words)));
        facts.add(new Fact(words.say("fact.rule"), alert.rule() + " (" + alert.condition() + ")"));
        if (alert.group() != null) {
            facts.add(new Fact(words.say("fact.group"), alert.group()));
        }
        return List.copyOf(facts);
    }

    /** What is to be said beside the alerts, if anything is. */
    static List<Fact> remarks(Notice notice, Words words) {
        return notice.remarks().isEmpty()
                ? List.of()
                : List.of(new Fact(words.say("fact.note"), remarksOf(notice, words)));
    }

    /** The same as whole sentences. */
    static String remarksOf(Notice notice, Words words) {
        return notice.remarks().stream().map(words::remark).collect(Collectors.joining(". ", "", "."));
    }

    private static String acknowledged(Acknowledgement ack, Words words) {
        return words.say("acknowledged", words.say("by", ack.who()), ack.over(), words.time(ack.at()));
    }

    /** How many need it, and the first of them by name: a reader looks for the own one, and no message is endless. */
    private static String affected(List<String> names, Words words) {
        int more = names.size() - MOST_NAMES;
        String first = String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMES)));
        String text = words.say("affected", names.size(), first);
        return more > 0 ? words.say("names.more", text, more) : text;
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
