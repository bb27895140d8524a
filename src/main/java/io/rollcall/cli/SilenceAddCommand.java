package io.rollcall.cli;

import io.rollcall.app.Settings;
import io.rollcall.app.SilenceDesk;
import io.rollcall.calendar.Recurrence;
import io.rollcall.cli.SilenceLines.Shown;
import io.rollcall.mute.Draft;
import io.rollcall.mute.Silence;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds a silence. */
@Command(
        name = "add",
        description = "Add a silence; prints its id. It holds within a second.",
        mixinStandardHelpOptions = true)
final class SilenceAddCommand implements Callable<Integer> {
    private final Environment environment;

    @Parameters(
            arity = "1..*",
            paramLabel = "MATCHERS",
            description = "What it is about, such as 'severity=warning,group=payments'; of several one must fit.")
    private List<String> matchers = List.of();

    @Mixin
    private final SilenceTimes times = new SilenceTimes();

    @Mixin
    private final RemoteOptions remote = new RemoteOptions();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = Times.class,
            description = "When it begins; now when left out.")
    private @Nullable Instant from;

    @Option(names = "--comment", required = true, description = "Why.")
    private String comment = "";

    @Option(
            names = "--by",
            description = "Who asks for it; over --url it is the name of the token. Default: ${DEFAULT-VALUE}.")
    private String by = System.getProperty("user.name", "");

    @Option(
            names = "--recurring",
            paramLabel = "WHEN",
            description = "When it holds between start and end, such as 'daily 22:00-06:00 Europe/Berlin'.")
    private @Nullable String recurring;

    @Option(names = "--no-deliver-end", description = "Do not tell the end of alerts that were told before, either.")
    private boolean noDeliverEnd;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    SilenceAddCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        Clock clock = Clock.systemUTC();
        Instant now = clock.instant();
        Settings settings = environment.settings();
        if (remote.named(environment)) {
            Remote engine = new Remote(remote.engine(environment, settings));
            Draft draft = Mistake.told(() -> draft(now));
            SilenceLines.print(environment, new RemoteSilences(engine).add(draft), json);
            return 0;
        }
        try (SilenceDesk desk = new SilenceDesk(settings, clock)) {
            Silence silence = desk.change(now, silences -> silences.add(draft(now)));
            SilenceLines.print(environment, Shown.of(silence, clock.instant()), json);
        }
        return 0;
    }

    private Draft draft(Instant now) {
        Instant end = times.end(from == null ? now : from);
        if (end == null) {
            throw new IllegalArgumentException("say how long: --for 2h, or --until 2026-03-01T18:00");
        }
        Recurrence recurrence = recurring == null ? null : Recurrence.parse(recurring, ZoneId.systemDefault());
        return new Draft(matchers, from, end, by, comment, recurrence, !noDeliverEnd);
    }
}
