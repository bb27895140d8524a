package io.rollcall.cli;

import io.rollcall.app.ChannelTrial;
import io.rollcall.app.ChannelTrial.Answer;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Sends a test message over channels and says what the vendor answered. */
@Command(
        name = "test",
        description = {
            "Send one test message over a channel, marked as such, and print what the vendor answered.",
            "Needs no engine and records nothing. Exit status 0 when every message was taken."
        },
        mixinStandardHelpOptions = true)
final class AlertTestCommand implements Callable<Integer> {
    private final Environment environment;

    @ArgGroup(multiplicity = "1", exclusive = true)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Which which;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /** Either every channel or some, and then perhaps other people. */
    static final class Which {
        @Option(names = "--all", required = true, description = "Over every channel that is on.")
        private boolean all;

        @ArgGroup(exclusive = false)
        private Some some = new Some();
    }

    static final class Some {
        @Option(
                names = "--channel",
                paramLabel = "CHANNEL",
                required = true,
                split = ",",
                description = "Over this channel, such as slack.")
        private List<String> channels = List.of();

        @Option(
                names = "--to",
                paramLabel = "RECIPIENT",
                split = ",",
                description = "To this address or number. Default: those of the settings.")
        private List<String> to = List.of();
    }

    AlertTestCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        List<Answer> answers;
        try (ChannelTrial trial = new ChannelTrial(environment.settings())) {
            answers = which.all ? trial.sendOverAll() : trial.send(which.some.channels, which.some.to);
        }
        if (json) {
            environment.json(answers);
        } else if (answers.isEmpty()) {
            environment.out().println("No channel is on.");
        } else {
            answers.forEach(this::print);
        }
        return !answers.isEmpty() && answers.stream().allMatch(Answer::sent) ? 0 : 1;
    }

    private void print(Answer answer) {
        String to = answer.recipient().isEmpty() ? "" : " to " + answer.recipient();
        environment
                .out()
                .println(
                        (answer.sent() ? "✅ " : "❌ ") + answer.channel() + to + " : " + Columns.clean(answer.answer()));
    }
}
