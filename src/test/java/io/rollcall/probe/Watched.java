package io.rollcall.probe;

import java.util.concurrent.ScheduledThreadPoolExecutor;

/** A watchdog for tests, and its timer. */
final class Watched implements AutoCloseable {
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);

    Watched() {
        timer.setRemoveOnCancelPolicy(true);
    }

    Watchdog dog() {
        return new Watchdog(timer);
    }

    int pending() {
        return timer.getQueue().size();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
