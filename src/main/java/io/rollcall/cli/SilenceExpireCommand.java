package io.rollcall.cli;

import io.rollcall.app.Settings;
import io.rollcall.app.SilenceDesk;
import io.rollcall.cli.SilenceLines.Shown;
import io.rollcall.mute.Silence;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends a silence now. */
@Command(name = "expire", description = "End a silence now.", mixinStandardHelpOptions = true)
final class SilenceExpireCommand implements Callable<Integer> {
    private final Environment environment;

    @Parameters(paramLabel = "ID", description = "Its id, or the beginning of it.")
    private String id = "";

    @Mixin
    private final RemoteOptions remote = new RemoteOptions();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    SilenceExpireCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        Clock clock = Clock.systemUTC();
        Instant now = clock.instant();
        Settings settings = environment.settings();
        if (remote.named(environment)) {
            Shown expired = new RemoteSilences(new Remote(remote.engine(environment, settings))).expire(id);
            SilenceLines.print(environment, expired, json);
            return 0;
        }
        try (SilenceDesk desk = new SilenceDesk(settings, clock)) {
            Silence silence = desk.change(
                    now,
                    silences -> silences.expire(
                            SilenceId.meant(id, silences.all(), Silence::id).id()));
            SilenceLines.print(environment, Shown.of(silence, clock.instant()), json);
        }
        return 0;
    }
}
