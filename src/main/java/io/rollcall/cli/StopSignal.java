package io.rollcall.cli;

import java.util.concurrent.CountDownLatch;

/** Turns Ctrl-C and SIGTERM into an orderly end: the process lives on until {@link #close}. Thread-safe. */
final class StopSignal implements AutoCloseable {
    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Listens from now on. */
    static StopSignal install() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(signal::request, "stop"));
        return signal;
    }

    /** Reaches zero when the process is to stop. */
    CountDownLatch requested() {
        return requested;
    }

    /** All is put away, the process may end. */
    @Override
    public void close() {
        ended.countDown();
    }

    private void request() {
        requested.countDown();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
