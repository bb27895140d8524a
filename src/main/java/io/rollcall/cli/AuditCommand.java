package io.rollcall.cli;

import io.rollcall.access.AuditEntry;
import io.rollcall.app.AccessDesk;
import io.rollcall.app.RemoteStatus;
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
    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "At most so many (50).")
    private int limit;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        try (AccessDesk desk = new AccessDesk(Environment.settings(), Clock.systemUTC())) {
            List<AuditEntry> entries = desk.audit(Math.max(1, limit));
            if (json) {
                System.out.println(
                        RemoteStatus.json().writerWithDefaultPrettyPrinter().writeValueAsString(entries));
            } else {
                entries.forEach(entry -> System.out.println(line(entry)));
            }
        }
        return 0;
    }

    private static String line(AuditEntry entry) {
        String from = entry.address() == null ? "" : "  from " + entry.address();
        return entry.at() + "  " + Objects.requireNonNullElse(entry.caller(), "-") + "  " + entry.action() + " "
                + entry.target() + "  " + entry.outcome() + from;
    }
}
