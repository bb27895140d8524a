package io.rollcall.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Say that you look after what fires: it is neither repeated nor escalated. */
@Command(
        name = "ack",
        description = {
            "Say that you look after what fires: it is neither repeated nor escalated.",
            "Exit status 1 when something was not done."
        },
        mixinStandardHelpOptions = true)
final class AlertAckCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private final AnswerOptions options = new AnswerOptions();

    AlertAckCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        return options.ask(environment, "acknowledge");
    }
}
