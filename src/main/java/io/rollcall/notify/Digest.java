package io.rollcall.notify;

import io.rollcall.alert.Alert;
import io.rollcall.group.Notice;
import io.rollcall.group.Reason;
import io.rollcall.integration.Status;
import io.rollcall.notify.Story.Fact;
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

    static Story of(Notice notice, URI publicUrl) {
        List<Alert> firing = notice.alerts().stream().filter(Alert::firing).toList();
        List<Alert> ended =
                notice.alerts().stream().filter(alert -> !alert.firing()).toList();
        return new Story(
                headline(notice, firing, ended),
                sentence(firing.size() + (firing.isEmpty() ? 0 : notice.more()), ended.size(), notice.lead()),
                facts(notice),
                URI.create(publicUrl.toString().replaceAll("/+$", "") + "/health"),
                commonRunbook(notice.alerts()),
                Story.colour(notice.lead()));
    }

    private static String headline(Notice notice, List<Alert> firing, List<Alert> ended) {
        if (firing.isEmpty()) {
            return "[RESOLVED] " + (ended.size() + notice.more()) + " alerts have ended: "
                    + names(ended, notice.more());
        }
        boolean known =
                EnumSet.of(Reason.SOME_ENDED, Reason.REPEAT, Reason.ESCALATED).contains(notice.reason());
        String still = known ? "still " : "";
        boolean down = firing.stream().allMatch(alert -> alert.status() == Status.DOWN);
        String mark = "[" + notice.lead().severity() + "] ";
        int all = firing.size() + notice.more();
        if (all == 1) {
            return mark
                    + firing.get(0).name()
                    + (down
                            ? " is " + still + "down"
                            : ": " + still + firing.get(0).rule());
        }
        String what = down ? " are " + still + "down: " : " " + still + "need attention: ";
        return mark + all + what + names(firing, notice.more());
    }

    private static String names(List<Alert> some, int more) {
        int all = some.size() + more;
        String first = some.stream().limit(NAMES).map(Alert::name).distinct().collect(Collectors.joining(", "));
        return first + (all > NAMES ? " and " + (all - NAMES) + " more" : "");
    }

    private static String sentence(int firing, int ended, Alert lead) {
        String since = "since " + Story.time(lead.startedAt());
        if (firing == 0) {
            return "The first " + since;
        }
        return firing + (firing == 1 ? " fires" : " fire") + ", the worst " + since
                + (ended == 0 ? "" : "; " + ended + (ended == 1 ? " has" : " have") + " ended");
    }

    private static List<Fact> facts(Notice notice) {
        List<Fact> facts = new ArrayList<>(Story.remarks(notice));
        notice.alerts().stream().limit(LINES).forEach(alert -> facts.add(new Fact(alert.name(), line(alert, notice))));
        int more = notice.alerts().size()
                + notice.more()
                - Math.min(LINES, notice.alerts().size());
        if (more > 0) {
            facts.add(new Fact("Further", more + (more == 1 ? " alert" : " alerts")));
        }
        return List.copyOf(facts);
    }

    private static String line(Alert alert, Notice notice) {
        String lasted = Story.words(Duration.between(alert.startedAt(), alert.at()));
        String acknowledged =
                notice.ack(alert).map(ack -> ", acknowledged by " + ack.who()).orElse("");
        if (!alert.firing()) {
            return "ended after " + lasted + acknowledged;
        }
        boolean isNew = notice.news().contains(alert.fingerprint())
                && notice.news().size() < notice.alerts().size();
        String error = alert.message() == null || alert.message().isBlank() ? "" : ": " + alert.message();
        return (isNew ? "new: " : "") + alert.status().word() + " since " + Story.time(alert.startedAt()) + acknowledged
                + error;
    }

    private static @Nullable String commonRunbook(List<Alert> alerts) {
        String first = alerts.get(0).runbook();
        return first != null && alerts.stream().allMatch(alert -> first.equals(alert.runbook())) ? first : null;
    }
}
