package io.rollcall.cli;

import io.rollcall.app.logging.Logs;
import io.rollcall.demo.Demo;
import io.rollcall.demo.Narration;
import io.rollcall.integration.Secrets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows in a minute what Rollcall does: a simulated estate fails and recovers, and its operator is told. */
@Command(
        name = "demo",
        description = {
            "Run Rollcall for a minute beside a simulated estate that fails and recovers, and print what its operator gets.",
            "Touches nothing of yours. Exit status 0 when every expected message arrived once."
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private final Environment environment;

    @Option(names = "--keep", description = "Leave it running afterwards, until Ctrl-C.")
    private boolean keep;

    DemoCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        Logs logs = quietLogs();
        Narration narration = new Narration(
                environment.out(), environment.terminal().coloured(), Clock.system(ZoneId.systemDefault()));
        narration.tell("Starting Rollcall, its database and a simulated business, all in a temporary folder.");
        // What is stopped half-way complains; nobody who has asked for it wants to read that.
        try (StopSignal stop = StopSignal.install(logs::silence);
                Demo demo = new Demo(narration, Clock.systemUTC(), stop.requested())) {
            List<String> problems = demo.play();
            if (stop.isRequested()) {
                return 1;
            }
            conclude(demo, narration, problems);
            if (keep) {
                demo.keepOn();
            }
            return problems.isEmpty() ? 0 : 1;
        } catch (InterruptedException e) {
            narration.tell(String.valueOf(e.getMessage()));
            return 1;
        }
    }

    private void conclude(Demo demo, Narration narration, List<String> problems) throws Exception {
        environment.out().println();
        StatusTable.print(demo.status(), environment.out(), environment.terminal());
        environment.out().println();
        narration.tell(demo.summary());
        problems.forEach(narration::tell);
        narration.tell(problems.isEmpty() ? "Every expected message arrived once." : "The demo failed.");
    }

    /** The engine's own words would interrupt the story; its warnings may. */
    private Logs quietLogs() {
        Logs logs = new Logs();
        logs.mask(new Secrets());
        logs.level(environment.variables().getOrDefault("ROLLCALL_LOG_LEVEL", "warn"));
        return logs;
    }
}
