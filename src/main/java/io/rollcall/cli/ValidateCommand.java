package io.rollcall.cli;

import io.rollcall.app.Rehearsal;
import io.rollcall.app.Settings;
import io.rollcall.app.logging.Logs;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Checks settings, routes, integrations and rules without starting anything. */
@Command(
        name = "validate",
        description = "Check settings, routes, integrations and rules without starting anything.",
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
    private final Environment environment;

    ValidateCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        Settings settings = environment.settings();
        // What rules are tested with must not look like alerts.
        Logs logs = new Logs();
        logs.quiet("io.rollcall.alert");
        logs.quiet("io.rollcall.judge");
        Rehearsal.Report report = new Progress(environment).during("Validating", () -> Rehearsal.run(settings));
        report.remarks().forEach(environment.out()::println);
        environment
                .out()
                .println("Valid: " + report.integrations() + " integrations, " + report.rules() + " rules, "
                        + report.routes() + " routes"
                        + (report.tests() == 0 ? "" : ", " + report.tests() + " tests of rules"));
        return 0;
    }
}
