package io.rollcall.cli;

import io.rollcall.app.Rehearsal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Checks settings, routes, integrations and rules without starting anything. */
@Command(
        name = "validate",
        description = "Check settings, routes, integrations and rules without starting anything.",
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        Rehearsal.Report report = Rehearsal.run(Environment.settings());
        report.remarks().forEach(System.out::println);
        System.out.println("Valid: " + report.integrations() + " integrations, " + report.rules() + " rules, "
                + report.routes() + " routes");
        return 0;
    }
}
