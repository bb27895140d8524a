package io.rollcall.cli;

import io.rollcall.access.AuditEntry;
import io.rollcall.app.AccessDesk;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows who did what. */
@Command(
        name = "audit",
        description = "Show who did what, when, from where, and how it ended; the newest first.",
        mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {
    private final Environment environment;

    @Option(
            names = "--limit",
            paramLabel = "N",
            converter = Counts.class,
            defaultValue = "50",
            description = "At most so many (50).")
    private int limit;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    AuditCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        try (AccessDesk desk = new AccessDesk(environment.settings(), Clock.systemUTC())) {
            List<AuditEntry> entries = desk.audit(limit);
            if (json) {
                environment.json(entries);
            } else {
                entries.forEach(entry -> environment.out().println(line(entry)));
            }
        }
        return 0;
    }

    private static String line(AuditEntry entry) {
        String from = entry.address() == null ? "" : "  from " + entry.address();
        return Columns.clean(entry.at() + "  " + Objects.requireNonNullElse(entry.caller(), "-") + "  " + entry.action()
                + " " + entry.target() + "  " + entry.outcome() + from);
    }
}
