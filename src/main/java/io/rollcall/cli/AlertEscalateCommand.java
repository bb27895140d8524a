package io.rollcall.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Take the next step of the escalation now. */
@Command(
        name = "escalate",
        description = {"Take the next step of the escalation now.", "Exit status 1 when something was not done."},
        mixinStandardHelpOptions = true)
final class AlertEscalateCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private final AnswerOptions options = new AnswerOptions();

    AlertEscalateCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        return options.ask(environment, "escalate");
    }
}
