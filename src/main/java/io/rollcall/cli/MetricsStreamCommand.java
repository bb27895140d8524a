package io.rollcall.cli;

import io.rollcall.app.EngineClient;
import io.rollcall.app.EngineClient.Answer;
import io.rollcall.app.RemoteStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the engine's numbers as they change (requirement 000-22). */
@Command(
        name = "stream",
        description = "Show checks a second, their response time and what the engine needs, until Ctrl-C.",
        mixinStandardHelpOptions = true)
final class MetricsStreamCommand implements Callable<Integer> {
    private static final int WIDTH = 47;

    private final Environment environment;

    @Mixin
    private final RemoteOptions remote = new RemoteOptions();

    @Option(names = "--interval", paramLabel = "DURATION", converter = Durations.class, description = "How often (1s).")
    private Duration interval = Duration.ofSeconds(1);

    @Option(names = "--once", description = "Show it once, over one interval.")
    private boolean once;

    @Option(names = "--json", description = "Print JSON, one object a line.")
    private boolean json;

    private @Nullable Moment before;

    private record Moment(Scrape scrape, Instant at, long nanos) {}

    MetricsStreamCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        EngineClient client = remote.engine(environment, environment.settings());
        Remote engine = new Remote(client);
        before = moment(engine);
        TimeUnit.MILLISECONDS.sleep(interval.toMillis());
        if (once) {
            lines(engine).forEach(environment.out()::println);
        } else {
            new Watch(environment, interval, json).run(() -> tolerant(engine), client::giveUp);
        }
        return 0;
    }

    /** One line where nobody answers, since the engine may be about to start again. */
    private List<String> tolerant(Remote engine) throws Exception {
        try {
            return lines(engine);
        } catch (Remote.Refusal e) {
            return json ? List.of() : List.of(e.getMessage() + "; trying again");
        }
    }

    private List<String> lines(Remote engine) throws Exception {
        Moment now = moment(engine);
        Moment then = before == null ? now : before;
        before = now;
        Live live = Live.between(then.scrape(), now.scrape(), now.at(), Duration.ofNanos(now.nanos() - then.nanos()));
        if (json) {
            return List.of(RemoteStatus.json().writeValueAsString(live));
        }
        Terminal terminal = environment.terminal();
        int width = Math.min(WIDTH, terminal.size().columns());
        return new Box(terminal.unicode(), width).of("LIVE METRICS", List.of(live.lines()));
    }

    private static Moment moment(Remote engine) throws InterruptedException {
        Answer page =
                engine.known(engine.get("/metrics"), answer -> answer.body().contains("\nrollcall_"));
        return new Moment(new Scrape(page.body()), Instant.now(), System.nanoTime());
    }
}
