package io.rollcall.cli;

import io.rollcall.app.EngineClient;
import io.rollcall.app.RemoteStatus;
import io.rollcall.app.RemoteStatus.Background;
import io.rollcall.app.Settings;
import io.rollcall.store.StoreException;
import io.rollcall.web.StatusReport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows how everything is: asks the running engine, or reads the database when none answers. */
@Command(
        name = "status",
        description = {
            "Show how everything is, from the running engine or the database.",
            "Exit status 0 when all is well, 1 when something is degraded or down."
        },
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    /** What stands above and below the integrations at most. */
    private static final int OTHER_ROWS = 11;

    private final Environment environment;

    @Mixin
    private final RemoteOptions remote = new RemoteOptions();

    @Option(names = "--watch", description = "Show it anew all the time, until Ctrl-C.")
    private boolean watch;

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "With --watch: how often (2s).")
    private Duration interval = Duration.ofSeconds(2);

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    StatusCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        Settings settings = environment.settings();
        EngineClient engine = remote.engine(environment, settings);
        if (watch) {
            new Watch(environment, interval, json).run(() -> lines(settings, engine), engine::giveUp);
            return 0;
        }
        RemoteStatus.Answer answer = answer(settings, engine);
        if (json) {
            environment.json(answer.report());
        } else {
            screen(answer, engine, Integer.MAX_VALUE).forEach(environment.out()::println);
        }
        StatusReport.Summary sum = answer.report().summary();
        return sum.down() + sum.degraded() > 0 ? 1 : 0;
    }

    private RemoteStatus.Answer answer(Settings settings, EngineClient engine) throws Exception {
        if (!remote.named(environment)) {
            return RemoteStatus.ask(settings, engine);
        }
        EngineClient.Answer answer = new Remote(engine).get("/api/health/status");
        if (!answer.json().has("summary")) {
            throw new Remote.Refusal(answer.status(), engine.base() + ": is no engine of Rollcall");
        }
        return new RemoteStatus.Answer(answer.as(StatusReport.class), "from " + engine.base());
    }

    /** What is shown for a moment; one line where nobody answers, since the engine may be about to start again. */
    private List<String> lines(Settings settings, EngineClient engine) throws Exception {
        try {
            int rows = Math.max(1, environment.terminal().size().rows() - OTHER_ROWS);
            RemoteStatus.Answer answer = answer(settings, engine);
            if (json) {
                return List.of(RemoteStatus.json().writeValueAsString(answer.report()));
            }
            return screen(answer, engine, rows);
        } catch (StoreException | Remote.Refusal e) {
            String why = e.getMessage() + "; trying again";
            if (json) {
                environment.err().println(why);
                return List.of();
            }
            return Columns.wrapped(why, environment.terminal().size().columns());
        }
    }

    private List<String> screen(RemoteStatus.Answer answer, EngineClient engine, int most) throws InterruptedException {
        Background background = RemoteStatus.background(engine);
        Terminal terminal = environment.terminal();
        return new StatusScreen(terminal, terminal.size().columns()).of(answer, background, most);
    }
}
