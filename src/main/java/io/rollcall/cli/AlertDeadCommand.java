package io.rollcall.cli;

import io.rollcall.app.DeadLetterDesk;
import io.rollcall.app.Settings;
import io.rollcall.notify.DeadLetter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists what could not be delivered. */
@Command(
        name = "dead",
        description = {
            "List the messages that could not be delivered, the oldest first, and why.",
            "Exit status 0 when there are none, 1 when there are some."
        },
        mixinStandardHelpOptions = true)
final class AlertDeadCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private final RemoteOptions remote = new RemoteOptions();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    AlertDeadCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        Settings settings = environment.settings();
        List<DeadLetter> letters = remote.named(environment)
                ? new RemoteMessages(new Remote(remote.engine(environment, settings))).dead()
                : DeadLetterDesk.list(settings);
        if (json) {
            environment.json(letters);
        } else if (letters.isEmpty()) {
            environment.out().println("Everything was delivered.");
        } else {
            letters.forEach(letter -> environment.out().println(Columns.clean(line(letter))));
        }
        return letters.isEmpty() ? 0 : 1;
    }

    static String line(DeadLetter letter) {
        String to = letter.recipient().isEmpty() ? "" : " to " + letter.recipient();
        String what = letter.firing() ? letter.severity() : "end";
        String again = letter.replayAt() == null ? "" : " (will be tried again)";
        return letter.id() + "  " + letter.diedAt() + "  " + letter.channel() + to + "  " + what + " " + letter.rule()
                + " " + letter.integration() + ": " + letter.reason() + again;
    }
}
