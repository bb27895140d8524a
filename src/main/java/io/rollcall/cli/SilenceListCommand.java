package io.rollcall.cli;

import io.rollcall.app.Settings;
import io.rollcall.app.SilenceDesk;
import io.rollcall.cli.SilenceLines.Shown;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the silences. */
@Command(
        name = "list",
        description = "Show the silences of now and of later, the one that ends first first.",
        mixinStandardHelpOptions = true)
final class SilenceListCommand implements Callable<Integer> {
    private final Environment environment;

    private static final Duration LATELY = Duration.ofDays(30);

    @Option(names = "--expired", description = "Also those that ended in the last 30 days.")
    private boolean expired;

    @Mixin
    private final RemoteOptions remote = new RemoteOptions();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    SilenceListCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        Clock clock = Clock.systemUTC();
        Instant now = clock.instant();
        List<Shown> silences = shown(environment.settings(), clock, now);
        if (json) {
            environment.json(silences);
        } else if (silences.isEmpty()) {
            environment.out().println("No silences");
        } else {
            silences.forEach(silence -> environment.out().println(SilenceLines.line(silence)));
        }
        return 0;
    }

    private List<Shown> shown(Settings settings, Clock clock, Instant now) throws Exception {
        if (remote.named(environment)) {
            return new RemoteSilences(new Remote(remote.engine(environment, settings))).list(expired);
        }
        try (SilenceDesk desk = new SilenceDesk(settings, clock)) {
            return desk.endingAfter(expired ? now.minus(LATELY) : now).stream()
                    .map(silence -> Shown.of(silence, now))
                    .toList();
        }
    }
}
