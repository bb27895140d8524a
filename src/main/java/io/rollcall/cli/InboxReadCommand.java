package io.rollcall.cli;

import io.rollcall.app.InboxDesk;
import io.rollcall.app.Settings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Marks messages for admins as read. */
@Command(
        name = "read",
        description = {"Mark messages as read.", "Exit status 0 when all of them were found, 1 when one was not."},
        mixinStandardHelpOptions = true)
final class InboxReadCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private final RemoteOptions remote = new RemoteOptions();

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Which which;

    /** Some or all. */
    private static final class Which {
        @Parameters(paramLabel = "ID", arity = "1..*", description = "As ./rollcall inbox shows it.")
        private List<Long> ids = List.of();

        @Option(names = "--all", description = "All there are.")
        private boolean all;
    }

    InboxReadCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = environment.settings();
        RemoteMessages engine =
                remote.named(environment) ? new RemoteMessages(new Remote(remote.engine(environment, settings))) : null;
        if (which.all) {
            say(engine == null ? InboxDesk.readAll(settings) : engine.readAll());
            return 0;
        }
        List<Long> missing = engine == null ? InboxDesk.read(settings, which.ids) : engine.read(which.ids);
        missing.forEach(id -> environment.err().println(id + ": no such message"));
        say(which.ids.size() - missing.size());
        return missing.isEmpty() ? 0 : 1;
    }

    private void say(int count) {
        environment.out().println(count + (count == 1 ? " message is" : " messages are") + " marked as read.");
    }
}
