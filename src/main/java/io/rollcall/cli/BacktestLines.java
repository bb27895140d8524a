package io.rollcall.cli;

import io.rollcall.app.RuleBacktest.Report;
import io.rollcall.playback.Comparison;
import io.rollcall.playback.Comparison.Change;
import io.rollcall.playback.Comparison.Pair;
import io.rollcall.playback.Fired;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** A backtest as lines of text. */
final class BacktestLines {
    private static final int WORD = 7;

    private BacktestLines() {}

    static boolean differs(Report report) {
        return report.alerts().stream().anyMatch(pair -> pair.change() != Change.SAME);
    }

    static List<String> of(Report report) {
        List<String> lines = new ArrayList<>();
        report.alerts().forEach(pair -> lines.add(line(pair, report.to())));
        if (!report.undeclared().isEmpty()) {
            lines.add("Left out, because no file declares them: " + String.join(", ", report.undeclared()));
        }
        lines.add("Played " + report.outcomes() + " outcomes from " + time(report.from()) + " to " + time(report.to()));
        long gone = count(report, Change.GONE);
        lines.add("Would have fired: " + (report.alerts().size() - gone) + " (" + count(report, Change.NEW) + " new, "
                + count(report, Change.LONGER) + " longer, " + count(report, Change.SHORTER) + " shorter). Has fired: "
                + (report.alerts().size() - count(report, Change.NEW)) + " (" + gone + " gone)");
        return lines;
    }

    private static String line(Pair pair, Instant to) {
        Fired fired = pair.either();
        Fired before = pair.recorded();
        boolean moved = pair.change() == Change.LONGER || pair.change() == Change.SHORTER;
        String instead = moved && before != null ? " instead of " + words(Comparison.length(before, to)) : "";
        Instant end = fired.end();
        return pad(pair.change().word()) + " " + fired.severity() + " " + fired.integration() + " : " + fired.rule()
                + " "
                + time(fired.begin()) + (end == null ? ", not ended" : " to " + time(end)) + " ("
                + words(Comparison.length(fired, to)) + instead + ")";
    }

    private static long count(Report report, Change change) {
        return report.alerts().stream().filter(pair -> pair.change() == change).count();
    }

    private static String pad(String word) {
        return word + " ".repeat(Math.max(0, WORD - word.length()));
    }

    private static String words(Duration duration) {
        long hours = duration.toHours();
        return (hours > 0 ? hours + "h" : "")
                + (duration.toMinutesPart() > 0 ? duration.toMinutesPart() + "m" : "")
                + (duration.toSecondsPart() > 0 || duration.toSeconds() == 0 ? duration.toSecondsPart() + "s" : "");
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
