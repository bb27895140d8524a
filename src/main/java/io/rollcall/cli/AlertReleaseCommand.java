package io.rollcall.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Take an acknowledgement back: it is repeated and escalated again. */
@Command(
        name = "release",
        description = {
            "Take an acknowledgement back: it is repeated and escalated again.",
            "Exit status 1 when something was not done."
        },
        mixinStandardHelpOptions = true)
final class AlertReleaseCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private final AnswerOptions options = new AnswerOptions();

    AlertReleaseCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        return options.ask(environment, "release");
    }
}
