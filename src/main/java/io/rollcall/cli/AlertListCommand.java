package io.rollcall.cli;

import io.rollcall.app.OpenAlerts;
import io.rollcall.app.OpenAlerts.OpenAlert;
import io.rollcall.app.OpenAlerts.Telling;
import io.rollcall.app.Settings;
import io.rollcall.group.Acknowledgement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists what fires or waits now, and who was told. */
@Command(
        name = "list",
        description = {
            "List the alerts that fire or wait now, and who was told of them, from the database or, with --url, from an engine.",
            "Exit status 1 when something fires."
        },
        mixinStandardHelpOptions = true)
final class AlertListCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private final RemoteOptions remote = new RemoteOptions();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    AlertListCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        Settings settings = environment.settings();
        List<OpenAlert> open = remote.named(environment)
                ? new RemoteAlerts(new Remote(remote.engine(environment, settings))).list()
                : OpenAlerts.list(settings);
        if (json) {
            environment.json(open);
        } else if (open.isEmpty()) {
            environment.out().println("Nothing fires.");
        } else {
            open.forEach(this::print);
        }
        return open.stream().anyMatch(alert -> alert.state().equals("firing")) ? 1 : 0;
    }

    private void print(OpenAlert alert) {
        String why = alert.message() == null ? "" : "  " + Columns.clean(alert.message());
        environment
                .out()
                .println(alert.state() + " " + alert.severity() + " " + alert.integration() + " : " + alert.rule()
                        + " since " + time(alert.since()) + why);
        Acknowledgement ack = alert.acknowledged();
        if (ack != null) {
            environment
                    .out()
                    .println("   → acknowledged by " + Columns.clean(ack.who()) + " over " + ack.over() + " at "
                            + time(ack.at()));
        }
        for (Telling told : alert.told()) {
            environment
                    .out()
                    .println("   → told " + told.receiver() + " over " + told.channel() + " at " + time(told.at()));
        }
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
