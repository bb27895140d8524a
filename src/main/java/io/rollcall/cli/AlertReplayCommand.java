package io.rollcall.cli;

import io.rollcall.app.DeadLetterDesk;
import io.rollcall.app.Settings;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Hands what could not be delivered to the outbox again. */
@Command(
        name = "replay",
        description = {
            "Deliver again what could not be delivered; the engine does so, within seconds or once it runs.",
            "Exit status 0 when all of it was found, 1 when something was not."
        },
        mixinStandardHelpOptions = true)
final class AlertReplayCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private final RemoteOptions remote = new RemoteOptions();

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Which which;

    /** Some or all. */
    private static final class Which {
        @Parameters(paramLabel = "ID", arity = "1..*", description = "As ./rollcall alert dead shows it.")
        private List<UUID> ids = List.of();

        @Option(names = "--all", description = "All there are.")
        private boolean all;
    }

    AlertReplayCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = environment.settings();
        RemoteMessages engine =
                remote.named(environment) ? new RemoteMessages(new Remote(remote.engine(environment, settings))) : null;
        if (which.all) {
            say(engine == null ? DeadLetterDesk.replayAll(settings) : engine.replayAll());
            return 0;
        }
        List<UUID> missing = engine == null ? DeadLetterDesk.replay(settings, which.ids) : engine.replay(which.ids);
        missing.forEach(id -> environment.err().println(id + ": no such dead letter, or it is being tried again"));
        say(which.ids.size() - missing.size());
        return missing.isEmpty() ? 0 : 1;
    }

    private void say(int count) {
        environment.out().println(count + (count == 1 ? " message is" : " messages are") + " tried again.");
    }
}
