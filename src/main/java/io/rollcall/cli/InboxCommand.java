package io.rollcall.cli;

import io.rollcall.app.InboxDesk;
import io.rollcall.app.Settings;
import io.rollcall.notify.InboxItem;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the messages for admins. */
@Command(
        name = "inbox",
        description = "Show the messages for admins, the newest first; those that nobody has read begin with a dot.",
        mixinStandardHelpOptions = true,
        subcommands = InboxReadCommand.class)
final class InboxCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private final RemoteOptions remote = new RemoteOptions();

    @Option(names = "--unread", description = "Only those that nobody has read.")
    private boolean unread;

    @Option(
            names = "--limit",
            paramLabel = "N",
            converter = Counts.class,
            defaultValue = "50",
            description = "At most so many (50).")
    private int limit;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    InboxCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        Settings settings = environment.settings();
        List<InboxItem> items = remote.named(environment)
                ? new RemoteMessages(new Remote(remote.engine(environment, settings))).inbox(unread, limit)
                : InboxDesk.newest(settings, unread, limit);
        if (json) {
            environment.json(items);
        } else if (items.isEmpty()) {
            environment.out().println("No messages");
        } else {
            items.forEach(item -> environment.out().println(Columns.clean(line(item))));
        }
        return 0;
    }

    private static String line(InboxItem item) {
        return (item.readAt() == null ? "● " : "  ") + item.id() + "  " + item.at() + "  " + item.title();
    }
}
