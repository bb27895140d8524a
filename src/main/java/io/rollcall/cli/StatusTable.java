package io.rollcall.cli;

import io.rollcall.app.RemoteStatus;
import io.rollcall.integration.Status;
import io.rollcall.web.StatusReport;
import java.io.PrintStream;

/** How everything is, a line each and their sum. */
final class StatusTable {
    private StatusTable() {}

    static void print(RemoteStatus.Answer answer, PrintStream out) {
        StatusReport report = answer.report();
        Lines lines = new Lines(Terminal.isColoured());
        int width = report.integrations().stream()
                .mapToInt(line -> line.name().length())
                .max()
                .orElse(0);
        for (StatusReport.Line line : report.integrations()) {
            String message = line.stale() ? "STALE " + (line.message() == null ? "" : line.message()) : line.message();
            out.println(lines.line(Status.ofWord(line.status()), line.name(), width, line.responseTimeMs(), message));
        }
        StatusReport.Summary sum = report.summary();
        out.println();
        out.println(sum.total() + " integrations: " + sum.healthy() + " healthy, " + sum.degraded() + " degraded, "
                + sum.down() + " down, " + sum.unknown() + " unknown (" + answer.source() + ")");
    }
}
