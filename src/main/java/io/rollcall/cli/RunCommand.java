package io.rollcall.cli;

import io.rollcall.app.Installation;
import io.rollcall.app.Settings;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Starts Rollcall and runs until it is told to stop. */
@Command(name = "run", description = "Start Rollcall and run until it is stopped.", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    private final Environment environment;

    RunCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        Settings settings = environment.settings();
        try (StopSignal stop = StopSignal.install(() -> {});
                Installation running = Installation.start(settings, Clock.systemUTC(), environment.err()::println)) {
            environment
                    .err()
                    .println("Rollcall runs at " + settings.publicUrl() + "/health; ./rollcall status shows it.");
            stop.requested().await();
        }
        return 0;
    }
}
