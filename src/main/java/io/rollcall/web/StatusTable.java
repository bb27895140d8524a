package io.rollcall.web;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The status report for a browser without scripts: each integration is an element with its key as id. */
final class StatusTable {
    private StatusTable() {}

    /** The report as HTML, without the page around it. */
    static String of(StatusReport report) {
        StatusReport.Summary sum = report.summary();
        StringBuilder page = new StringBuilder();
        page.append("<h1>Rollcall: ").append(text(report.status())).append("</h1><p>");
        page.append(sum.total()).append(" integrations: ").append(sum.healthy()).append(" healthy, ");
        page.append(sum.degraded()).append(" degraded, ").append(sum.down()).append(" down, ");
        page.append(sum.unknown())
                .append(" unknown, ")
                .append(sum.maintenance())
                .append(" in maintenance. <small>")
                .append(report.timestamp())
                .append("</small></p><ul class=\"plain\">");
        report.integrations().forEach(line -> append(page, line));
        return page.append("</ul>").toString();
    }

    private static void append(StringBuilder page, StatusReport.Line line) {
        page.append("<li id=\"").append(text(line.key())).append("\"><span class=\"status ");
        page.append(text(line.status()))
                .append("\">")
                .append(text(line.status()))
                .append("</span><span>");
        page.append(text(line.name())).append("</span><span>");
        if (line.responseTimeMs() != null) {
            page.append(String.format(Locale.ROOT, "%.0f ms", line.responseTimeMs()));
        }
        page.append("</span><span class=\"message\"><small>");
        appendFact(page, "since", line.since());
        appendFact(page, "checked", line.lastCheckAt());
        appendFact(page, "breaker", line.breaker());
        if (line.consecutiveFailures() > 0) {
            appendFact(page, "failures in a row", line.consecutiveFailures());
        }
        page.append(line.stale() ? "STALE: not checked for twice its interval " : "")
                .append("</small>");
        page.append(text(line.message())).append("</span></li>\n");
    }

    private static void appendFact(StringBuilder page, String what, @Nullable Object value) {
        if (value != null) {
            page.append(what).append(' ').append(text(value.toString())).append("; ");
        }
    }

    /** Text that a browser shows as it is, also inside a quoted attribute. */
    static String text(@Nullable String raw) {
        return raw == null
                ? ""
                : raw.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;");
    }
}
