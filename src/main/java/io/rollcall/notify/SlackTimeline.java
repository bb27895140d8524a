package io.rollcall.notify;

import io.rollcall.alert.Alert;
import io.rollcall.group.Acknowledgement;
import io.rollcall.group.Notice;
import io.rollcall.group.Reason;
import io.rollcall.words.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What has happened since the message before, as one entry of a thread in Slack. */
final class SlackTimeline {
    private static final int LINES = 10;
    private static final int LINE = 250;
    /** People must see these, and nobody is told of a change to an old message. */
    private static final Set<Reason> LOUD = EnumSet.of(Reason.MORE, Reason.REPEAT, Reason.ESCALATED, Reason.RELEASED);

    private SlackTimeline() {}

    /** Whether the entry is also shown in the channel itself. */
    static boolean isLoud(Notice notice) {
        return LOUD.contains(notice.reason());
    }

    static String of(Notice notice, Words words) {
        List<Alert> firing = notice.alerts().stream().filter(Alert::firing).toList();
        List<Alert> ended =
                notice.alerts().stream().filter(alert -> !alert.firing()).toList();
        List<Alert> news = firing.stream()
                .filter(alert -> notice.news().contains(alert.fingerprint()))
                .toList();
        List<String> lines = new ArrayList<>();
        notice.remarks().forEach(remark -> lines.add(SlackBlocks.mrkdwn(words.remark(remark) + ".", LINE)));
        if (notice.reason() == Reason.ACKNOWLEDGED) {
            lines.add(bold(words.say("timeline.acknowledged")) + " "
                    + SlackBlocks.mrkdwn(words.say("by", acknowledgers(notice)), LINE));
        } else if (notice.reason() == Reason.RELEASED) {
            lines.addAll(list(words.say("timeline.released"), news, alert -> state(alert, words), words));
        } else if (notice.reason() == Reason.REPEAT || notice.reason() == Reason.ESCALATED) {
            lines.addAll(list(words.say("timeline.still"), firing, alert -> state(alert, words), words));
        } else if (!news.isEmpty()) {
            String more = words.say("timeline.more", news.size());
            String title = news.size() < firing.size() ? more : words.say("timeline.news");
            lines.addAll(list(title, news, alert -> state(alert, words), words));
        }
        if (!ended.isEmpty()) {
            String title = words.say("timeline.ended", ended.size());
            lines.addAll(list(title, ended, alert -> words.say("timeline.after", lasted(alert)), words));
        }
        int all = firing.size() + (firing.isEmpty() ? 0 : notice.more());
        lines.add(all == 0 ? words.say("timeline.nothing") : words.say("timeline.now", all));
        return String.join("\n", lines);
    }

    private static List<String> list(String title, List<Alert> some, Function<Alert, String> what, Words words) {
        List<String> lines = new ArrayList<>(List.of(bold(title)));
        some.stream()
                .limit(LINES)
                .map(alert -> "• " + SlackBlocks.mrkdwn(alert.name() + ": " + what.apply(alert), LINE))
                .forEach(lines::add);
        if (some.size() > LINES) {
            lines.add("• " + words.say("timeline.rest", some.size() - LINES));
        }
        return lines;
    }

    private static String bold(String text) {
        return "*" + text + "*";
    }

    private static String acknowledgers(Notice notice) {
        return notice.acks().values().stream()
                .map(Acknowledgement::who)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String state(Alert alert, Words words) {
        String error = alert.message() == null || alert.message().isBlank() ? "" : ": " + alert.message();
        return Story.severity(alert, words) + ", " + Story.status(alert, words) + error;
    }

    private static String lasted(Alert alert) {
        return Words.length(Duration.between(alert.startedAt(), alert.at()));
    }
}
