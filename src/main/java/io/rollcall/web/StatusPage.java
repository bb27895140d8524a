package io.rollcall.web;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The status report as a plain page without scripts: what a message's link leads to. Renews itself every five seconds. */
public final class StatusPage {
    private static final String HEAD =
            """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>Rollcall</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="refresh" content="5">
            <style>
            :root { color-scheme: light dark; --line: #8884; }
            body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; }
            h1 { font-size: 1.4rem; }
            ul { list-style: none; padding: 0; }
            li { border-top: 1px solid var(--line); display: grid; gap: 0 1rem; padding: .6rem .4rem;
                 grid-template-columns: 7rem 1fr auto; }
            li:target { outline: 3px solid Highlight; }
            .status { border-radius: .4rem; color: #000; font-weight: 600; padding: 0 .5rem; text-align: center;
                      align-self: start; background: #d1d5db; }
            .healthy { background: #10b981; } .degraded { background: #f59e0b; } .down { background: #f87171; }
            .maintenance { background: #93c5fd; }
            .message { grid-column: 2 / -1; overflow-wrap: anywhere; }
            small { opacity: .8; }
            </style></head><body>
            """;

    private final HealthApi api;

    public StatusPage(HealthApi api) {
        this.api = api;
    }

    /** The page as HTML. */
    public String render() {
        StatusReport report = api.status();
        StatusReport.Summary sum = report.summary();
        StringBuilder page = new StringBuilder(HEAD);
        page.append("<h1>Rollcall: ").append(text(report.status())).append("</h1><p>");
        page.append(sum.total()).append(" integrations: ").append(sum.healthy()).append(" healthy, ");
        page.append(sum.degraded()).append(" degraded, ").append(sum.down()).append(" down, ");
        page.append(sum.unknown())
                .append(" unknown, ")
                .append(sum.maintenance())
                .append(" in maintenance. <small>")
                .append(report.timestamp())
                .append("</small></p><ul>");
        report.integrations().forEach(line -> append(page, line));
        return page.append("</ul></body></html>").toString();
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
    private static String text(@Nullable String raw) {
        return raw == null
                ? ""
                : raw.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;");
    }
}
