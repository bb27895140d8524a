package io.rollcall.cli;

import io.rollcall.app.Installation;
import io.rollcall.app.Settings;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;

/** Starts Rollcall and runs until it is told to stop. */
@Command(name = "run", description = "Start Rollcall and run until it is stopped.", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
        Settings settings = Environment.settings();
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitEnd(stop, stopped), "stop"));
        try (Installation running = Installation.start(settings, Clock.systemUTC())) {
            System.err.println(
                    "Rollcall runs at " + settings.publicUrl() + "/api/health/status; ./rollcall status shows it.");
            stop.await();
        } finally {
            stopped.countDown();
        }
        return 0;
    }

    private static void awaitEnd(CountDownLatch stop, CountDownLatch stopped) {
        stop.countDown();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
