package io.rollcall.cli;

import io.rollcall.app.RemoteStatus;
import io.rollcall.integration.Status;
import io.rollcall.web.StatusReport;
import java.io.PrintStream;

/** How everything is, a line each and their sum. */
final class StatusTable {
    private StatusTable() {}

    static void print(RemoteStatus.Answer answer, PrintStream out, Terminal terminal) {
        StatusReport report = answer.report();
        Lines lines = new Lines(terminal.coloured());
        int width = report.integrations().stream()
                .mapToInt(line -> Columns.of(line.name()))
                .max()
                .orElse(0);
        for (StatusReport.Line line : report.integrations()) {
            String message = line.stale() ? "STALE " + (line.message() == null ? "" : line.message()) : line.message();
            out.println(lines.line(status(line), line.name(), width, line.responseTimeMs(), message));
        }
        StatusReport.Summary sum = report.summary();
        out.println();
        out.println(StatusScreen.sum(sum) + " (" + answer.source() + ")");
    }

    /** What people work on is neither well nor wrong; its message says that they do. */
    private static Status status(StatusReport.Line line) {
        return line.status().equals(StatusReport.MAINTENANCE) ? Status.UNKNOWN : Status.ofWord(line.status());
    }
}
