package io.rollcall.cli;

import io.rollcall.app.RemoteStatus;
import io.rollcall.integration.Status;
import io.rollcall.web.StatusReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows how everything is: asks the running engine, or reads the database when none answers. */
@Command(
        name = "status",
        description = "Show how everything is, from the running engine or the database.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        RemoteStatus.Answer answer = RemoteStatus.ask(Environment.settings());
        StatusReport report = answer.report();
        if (json) {
            System.out.println(
                    RemoteStatus.json().writerWithDefaultPrettyPrinter().writeValueAsString(report));
        } else {
            print(answer);
        }
        return report.summary().down() + report.summary().degraded() > 0 ? 1 : 0;
    }

    private static void print(RemoteStatus.Answer answer) {
        StatusReport report = answer.report();
        Lines lines = new Lines(System.console() != null);
        int width = report.integrations().stream()
                .mapToInt(line -> line.name().length())
                .max()
                .orElse(0);
        for (StatusReport.Line line : report.integrations()) {
            String message = line.stale() ? "STALE " + (line.message() == null ? "" : line.message()) : line.message();
            System.out.println(
                    lines.line(Status.ofWord(line.status()), line.name(), width, line.responseTimeMs(), message));
        }
        StatusReport.Summary sum = report.summary();
        System.out.println();
        System.out.println(sum.total() + " integrations: " + sum.healthy() + " healthy, " + sum.degraded()
                + " degraded, " + sum.down() + " down, " + sum.unknown() + " unknown (" + answer.source() + ")");
    }
}
