package io.rollcall.cli;

import io.rollcall.app.RemoteStatus;
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
            StatusTable.print(answer, System.out);
        }
        return report.summary().down() + report.summary().degraded() > 0 ? 1 : 0;
    }
}
