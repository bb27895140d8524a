package io.rollcall.cli;

import io.rollcall.app.RemoteStatus;
import io.rollcall.app.RemoteStatus.Background;
import io.rollcall.web.StatusReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the whole is, in a box (requirement 000-03), and each integration below it (000-05), in the columns there are. */
final class StatusScreen {
    private static final int BAR = 21;
    private static final int WIDEST = 78;
    /** A name that is longer is cut where lines are short. */
    private static final int LONGEST_NAME = 30;

    private final Terminal terminal;
    private final int columns;
    private final Paint paint;

    StatusScreen(Terminal terminal, int columns) {
        this.terminal = terminal;
        this.columns = columns;
        this.paint = new Paint(terminal);
    }

    /** The lines; no more than so many integrations, the worst of them. */
    List<String> of(RemoteStatus.Answer answer, Background background, int most) {
        StatusReport report = answer.report();
        List<String> lines = new ArrayList<>(box(report, background));
        lines.addAll(matrix(report.integrations(), background, most));
        lines.add("");
        lines.add(Columns.cut(sum(report.summary()) + " (" + answer.source() + ")", columns));
        return lines;
    }

    /**
     * Percent of what is measured that works; what is degraded counts half. Null while nothing is measured.
     */
    static @Nullable Double health(StatusReport.Summary sum) {
        int measured = sum.healthy() + sum.degraded() + sum.down();
        return measured == 0 ? null : 100 * (sum.healthy() + sum.degraded() / 2.0) / measured;
    }

    private List<String> box(StatusReport report, Background background) {
        Box box = new Box(terminal.unicode(), Math.min(columns, WIDEST));
        Double health = health(report.summary());
        String headline = "SYSTEM HEALTH: "
                + (health == null ? "not measured yet" : percent(health, 1) + "% " + box.bar(health / 100, BAR));
        List<String> lines = box.of("", List.of(List.of(headline), counters(report, background, box.room())));
        lines.set(1, paint.status(report.status(), lines.get(1)));
        return lines;
    }

    /** As many on a line as fit. */
    private List<String> counters(StatusReport report, Background background, int room) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String counter : counters(report, background)) {
            if (line.length() > 0 && line.length() + 3 + counter.length() > room) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " | ").append(counter);
        }
        lines.add(line.toString());
        return lines;
    }

    private static List<String> counters(StatusReport report, Background background) {
        List<String> counters = new ArrayList<>();
        if (background.startedAt() != null) {
            counters.add("Uptime: " + Spans.full(Duration.between(background.startedAt(), report.timestamp())));
        }
        if (report.summary().down() > 0) {
            counters.add("Last incident: ongoing");
        } else if (background.lastOutageAt() != null) {
            Duration ago = Duration.between(background.lastOutageAt(), report.timestamp());
            counters.add("Last incident: " + Spans.rough(ago) + " ago");
        }
        if (background.queueDepth() != null) {
            counters.add("Queue depth: " + background.queueDepth());
        }
        Long checks = background.checks();
        if (checks != null && background.failures() != null && checks > 0) {
            counters.add("Error rate: " + percent(100.0 * background.failures() / checks, 1) + "%");
        }
        if (background.messagesWaiting() != null) {
            counters.add("Messages waiting: " + background.messagesWaiting());
        }
        StatusReport.Summary sum = report.summary();
        counters.add("Healthy: " + sum.healthy());
        counters.add("Degraded: " + sum.degraded());
        counters.add("Down: " + sum.down());
        if (sum.stale() > 0) {
            counters.add("Stale: " + sum.stale());
        }
        return counters;
    }

    /** A line for each, under a heading; no more than so many. */
    List<String> matrix(List<StatusReport.Line> all, Background background, int most) {
        List<String> lines = new ArrayList<>();
        int room = Math.max(8, Math.min(LONGEST_NAME, columns - 50));
        int longest = columns > 1000 ? Integer.MAX_VALUE : room;
        int width = Math.max(
                "SERVICE".length(),
                Math.min(
                        longest,
                        all.stream()
                                .mapToInt(line -> Columns.of(Columns.clean(line.name())))
                                .max()
                                .orElse(0)));
        if (!all.isEmpty()) {
            lines.add(paint.faint(
                    end("   " + Columns.left("SERVICE", width) + "  STATUS       LATENCY  UPTIME (30d)  BREAKER")));
        }
        all.stream().limit(most).forEach(line -> lines.add(row(line, width, background)));
        if (all.size() > most) {
            lines.add("   and " + (all.size() - most) + " more");
        }
        return lines;
    }

    private String row(StatusReport.Line line, int width, Background background) {
        Double uptime = background.uptime().get(line.key());
        String time = line.responseTimeMs() == null ? "-" : Math.round(line.responseTimeMs()) + "ms";
        String breaker = line.breaker() == null ? "-" : line.breaker().replace('_', '-');
        String message = (line.stale() ? "STALE " : "") + (line.message() == null ? "" : Columns.clean(line.message()));
        String status = Columns.left(line.status().toUpperCase(Locale.ROOT), 11);
        String before = icon(line) + " " + Columns.left(Columns.clean(line.name()), width) + "  ";
        String after = " " + Columns.right(time, 8) + "  "
                + Columns.right(uptime == null ? "-" : percent(uptime, 2) + "%", 12) + "  "
                + Columns.left(breaker, 9) + "  " + message;
        int left = columns - Columns.of(before) - Columns.of(status);
        return before
                + paint.status(line.status(), status)
                + Columns.cut(after, Math.max(0, left)).stripTrailing();
    }

    private String end(String line) {
        return Columns.cut(line, columns);
    }

    private String icon(StatusReport.Line line) {
        return switch (line.status()) {
            case "healthy" -> terminal.unicode() ? "✅" : "OK";
            case "degraded" -> terminal.unicode() ? "⚠️ " : "! ";
            case "down" -> terminal.unicode() ? "❌" : "X ";
            default -> terminal.unicode() ? "❔" : "? ";
        };
    }

    /** Never rounds up to 100, which would hide a failure. */
    private static String percent(double value, int digits) {
        double scale = Math.pow(10, digits);
        double cut = Math.floor(value * scale + 1e-6) / scale;
        return cut == Math.rint(cut) && digits == 1
                ? String.valueOf((long) cut)
                : String.format(Locale.ROOT, "%." + digits + "f", cut);
    }

    static String sum(StatusReport.Summary sum) {
        String worked = sum.maintenance() == 0 ? "" : ", " + sum.maintenance() + " in maintenance";
        return sum.total() + " integrations: " + sum.healthy() + " healthy, " + sum.degraded() + " degraded, "
                + sum.down() + " down, " + sum.unknown() + " unknown" + worked;
    }
}
