package io.rollcall.notify;

import io.rollcall.alert.Alert;
import io.rollcall.group.Notice;
import io.rollcall.group.Reason;
import io.rollcall.integration.Status;
import io.rollcall.notify.Story.Fact;
import io.rollcall.words.Words;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a notice of several alerts says in words: how many, which, and a line on each. */
final class Digest {
    private static final int NAMES = 3;
    private static final int LINES = 20;

    private Digest() {}

    static Story of(Notice notice, URI publicUrl, Words words) {
        List<Alert> firing = notice.alerts().stream().filter(Alert::firing).toList();
        List<Alert> ended =
                notice.alerts().stream().filter(alert -> !alert.firing()).toList();
        return new Story(
                headline(notice, firing, ended, words),
                sentence(firing.size() + (firing.isEmpty() ? 0 : notice.more()), ended.size(), notice.lead(), words),
                facts(notice, words),
                URI.create(publicUrl.toString().replaceAll("/+$", "") + "/health"),
                commonRunbook(notice.alerts()),
                Story.colour(notice.lead()),
                words);
    }

    private static String headline(Notice notice, List<Alert> firing, List<Alert> ended, Words words) {
        String mark = Story.mark(notice.lead(), words);
        if (firing.isEmpty()) {
            int all = ended.size() + notice.more();
            return words.say("headline.all-ended", mark, all, names(ended, notice.more(), words));
        }
        boolean known =
                EnumSet.of(Reason.SOME_ENDED, Reason.REPEAT, Reason.ESCALATED).contains(notice.reason());
        String still = known ? "still-" : "";
        boolean down = firing.stream().allMatch(alert -> alert.status() == Status.DOWN);
        int all = firing.size() + notice.more();
        if (all == 1) {
            Alert only = firing.get(0);
            return down
                    ? words.say("headline." + still + "is", mark, only.name(), Story.status(only, words))
                    : words.say("headline." + still + "rule", mark, only.name(), only.rule());
        }
        String what = down ? "down" : "attention";
        return words.say("headline." + still + what, mark, all, names(firing, notice.more(), words));
    }

    private static String names(List<Alert> some, int more, Words words) {
        int all = some.size() + more;
        String first = some.stream().limit(NAMES).map(Alert::name).distinct().collect(Collectors.joining(", "));
        return all > NAMES ? words.say("names.more", first, all - NAMES) : first;
    }

    private static String sentence(int firing, int ended, Alert lead, Words words) {
        String time = words.time(lead.startedAt());
        if (firing == 0) {
            return words.say("sentence.first", time);
        }
        String several = words.say("sentence.several", firing, time);
        return ended == 0 ? several : words.say("sentence.some-ended", several, ended);
    }

    private static List<Fact> facts(Notice notice, Words words) {
        List<Fact> facts = new ArrayList<>(Story.remarks(notice, words));
        notice.alerts().stream()
                .limit(LINES)
                .forEach(alert -> facts.add(new Fact(alert.name(), line(alert, notice, words))));
        int more = notice.alerts().size()
                + notice.more()
                - Math.min(LINES, notice.alerts().size());
        if (more > 0) {
            facts.add(new Fact(words.say("fact.further"), words.say("further", more)));
        }
        return List.copyOf(facts);
    }

    private static String line(Alert alert, Notice notice, Words words) {
        String lasted = Words.length(Duration.between(alert.startedAt(), alert.at()));
        String state = alert.firing()
                ? words.say("line.since", Story.status(alert, words), words.time(alert.startedAt()))
                : words.say("line.ended", lasted);
        String line = notice.ack(alert)
                .map(ack -> words.say("line.acknowledged", state, ack.who()))
                .orElse(state);
        if (!alert.firing()) {
            return line;
        }
        boolean isNew = notice.news().contains(alert.fingerprint())
                && notice.news().size() < notice.alerts().size();
        String error = alert.message() == null || alert.message().isBlank() ? "" : ": " + alert.message();
        return (isNew ? words.say("line.new", line) : line) + error;
    }

    private static @Nullable String commonRunbook(List<Alert> alerts) {
        String first = alerts.get(0).runbook();
        return first != null && alerts.stream().allMatch(alert -> first.equals(alert.runbook())) ? first : null;
    }
}
