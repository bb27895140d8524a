package io.rollcall.notify;

import io.rollcall.alert.Alert;
import io.rollcall.group.Acknowledgement;
import io.rollcall.group.Notice;
import io.rollcall.group.Reason;
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

    static String of(Notice notice) {
        List<Alert> firing = notice.alerts().stream().filter(Alert::firing).toList();
        List<Alert> ended =
                notice.alerts().stream().filter(alert -> !alert.firing()).toList();
        List<Alert> news = firing.stream()
                .filter(alert -> notice.news().contains(alert.fingerprint()))
                .toList();
        List<String> lines = new ArrayList<>();
        notice.remarks().forEach(remark -> lines.add(SlackBlocks.mrkdwn(remark + ".", LINE)));
        if (notice.reason() == Reason.ACKNOWLEDGED) {
            lines.add("*Acknowledged* " + SlackBlocks.mrkdwn(acknowledgers(notice), LINE));
        } else if (notice.reason() == Reason.RELEASED) {
            add(lines, "*Nobody looks after this any more*", news, SlackTimeline::state);
        } else if (notice.reason() == Reason.REPEAT || notice.reason() == Reason.ESCALATED) {
            add(lines, "*Still firing*", firing, SlackTimeline::state);
        } else if (!news.isEmpty()) {
            String more = news.size() == 1 ? "*1 more alert*" : "*" + news.size() + " more alerts*";
            add(lines, news.size() < firing.size() ? more : "*New or more severe*", news, SlackTimeline::state);
        }
        if (!ended.isEmpty()) {
            String title = ended.size() == 1 ? "*1 alert has ended*" : "*" + ended.size() + " alerts have ended*";
            add(lines, title, ended, alert -> "after " + lasted(alert));
        }
        int all = firing.size() + (firing.isEmpty() ? 0 : notice.more());
        lines.add(all == 0 ? "Nothing fires any more." : all == 1 ? "1 alert fires now." : all + " alerts fire now.");
        return String.join("\n", lines);
    }

    private static void add(List<String> lines, String title, List<Alert> some, Function<Alert, String> what) {
        lines.add(title);
        some.stream()
                .limit(LINES)
                .map(alert -> "• " + SlackBlocks.mrkdwn(alert.name() + ": " + what.apply(alert), LINE))
                .forEach(lines::add);
        if (some.size() > LINES) {
            lines.add("• and " + (some.size() - LINES) + " more");
        }
    }

    private static String acknowledgers(Notice notice) {
        return "by "
                + notice.acks().values().stream()
                        .map(Acknowledgement::who)
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", "));
    }

    private static String state(Alert alert) {
        String error = alert.message() == null || alert.message().isBlank() ? "" : ": " + alert.message();
        return alert.severity().word() + ", " + alert.status().word() + error;
    }

    private static String lasted(Alert alert) {
        return Story.words(Duration.between(alert.startedAt(), alert.at()));
    }
}
