package io.rollcall.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rollcall.app.Settings;
import io.rollcall.app.SingleRun;
import io.rollcall.app.SingleRun.Outcome;
import io.rollcall.integration.Status;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs checks once, from the files alone, without a running engine (requirements 000-01 and 001-42). */
@Command(
        name = "check",
        aliases = "health:check",
        description = {
            "Run checks once, without a running engine.",
            "Exit status 0 when all that was measured is healthy, and what was to be told was taken."
        },
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    private final Environment environment;

    @Parameters(
            completionCandidates = KnownKeys.class,
            paramLabel = "NAME",
            description = "Key of an integration, such as stripe; or a kind, such as http, or database. Default: all.")
    private List<String> names = List.of();

    @Option(names = "--all", description = "Check every integration, which is the default.")
    private boolean all;

    @Option(names = "--detailed", description = "Print what each check looked at, one thing a line.")
    private boolean detailed;

    @Option(
            names = "--alert",
            description = "Tell what failed over the channels, as the rules say; at most once in the hold-back time.")
    private boolean alert;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    CheckCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        List<String> wanted = all ? List.of() : names;
        Settings settings = environment.settings();
        List<Outcome> outcomes = new Progress(environment)
                .during(
                        "Checking",
                        () -> alert ? SingleRun.checkAndTell(settings, wanted) : SingleRun.check(settings, wanted));
        print(outcomes);
        boolean wrong = outcomes.stream()
                .anyMatch(outcome -> outcome.status() == Status.DOWN || outcome.status() == Status.DEGRADED);
        boolean untold = outcomes.stream()
                .flatMap(outcome -> outcome.told().stream())
                .anyMatch(told -> told.channel() != null && !told.sent());
        return wrong || untold ? 1 : 0;
    }

    private void print(List<Outcome> outcomes) throws JsonProcessingException {
        if (json) {
            environment.json(outcomes);
        } else {
            int width = outcomes.stream()
                    .mapToInt(outcome -> Columns.of(outcome.name()))
                    .max()
                    .orElse(0);
            Lines lines = new Lines(environment.terminal().coloured());
            for (Outcome outcome : outcomes) {
                environment
                        .out()
                        .println(lines.line(
                                outcome.status(), outcome.name(), width, outcome.responseTimeMs(), outcome.message()));
                if (detailed) {
                    lines.subChecks(outcome.subChecks()).forEach(environment.out()::println);
                    lines.history(outcome.details()).forEach(environment.out()::println);
                }
                outcome.told().stream().map(Lines::told).forEach(environment.out()::println);
            }
        }
    }
}
