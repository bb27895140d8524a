package io.rollcall.cli;

import io.rollcall.app.Settings;
import io.rollcall.app.SilenceDesk;
import io.rollcall.cli.SilenceLines.Shown;
import io.rollcall.mute.Draft;
import io.rollcall.mute.Silence;
import io.rollcall.mute.Silences;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Moves the end of a silence, or says something else about it. */
@Command(
        name = "change",
        description = "Move the end of a silence (from now on, with --for), or say something else about it.",
        mixinStandardHelpOptions = true)
final class SilenceChangeCommand implements Callable<Integer> {
    private final Environment environment;

    @Parameters(paramLabel = "ID", description = "Its id, or the beginning of it.")
    private String id = "";

    @Mixin
    private final SilenceTimes times = new SilenceTimes();

    @Mixin
    private final RemoteOptions remote = new RemoteOptions();

    @Option(names = "--comment", description = "Why.")
    private @Nullable String comment;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    SilenceChangeCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        Clock clock = Clock.systemUTC();
        Instant now = clock.instant();
        Settings settings = environment.settings();
        if (remote.named(environment)) {
            RemoteSilences engine = new RemoteSilences(new Remote(remote.engine(environment, settings)));
            Optional<Instant> end = Mistake.told(() -> Optional.ofNullable(wantedEnd(now)));
            SilenceLines.print(environment, engine.change(id, end.orElse(null), comment), json);
            return 0;
        }
        try (SilenceDesk desk = new SilenceDesk(settings, clock)) {
            Silence silence = desk.change(now, silences -> changed(silences, now));
            SilenceLines.print(environment, Shown.of(silence, clock.instant()), json);
        }
        return 0;
    }

    private @Nullable Instant wantedEnd(Instant now) {
        Instant end = times.end(now);
        if (end == null && comment == null) {
            throw new IllegalArgumentException("say what is to be different: --for, --until or --comment");
        }
        return end;
    }

    private Silence changed(Silences silences, Instant now) {
        Silence before = SilenceId.meant(id, silences.all(), Silence::id);
        Instant end = wantedEnd(now);
        Draft draft = end == null ? Draft.of(before) : Draft.of(before).endingAt(end);
        return silences.change(before.id(), comment == null ? draft : draft.saying(comment));
    }
}
