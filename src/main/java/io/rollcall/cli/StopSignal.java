package io.rollcall.cli;

import java.util.concurrent.CountDownLatch;

/** Turns Ctrl-C and SIGTERM into an orderly end: the process lives on until {@link #close}. Thread-safe. */
final class StopSignal implements AutoCloseable {
    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Listens from now on, and does this first when the signal comes. */
    static StopSignal install(Runnable first) {
        StopSignal signal = new StopSignal();
        Thread hook = new Thread(
                () -> {
                    if (signal.ended.getCount() > 0) {
                        first.run();
                    }
                    signal.request();
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        return signal;
    }

    /** Reaches zero when the process is to stop. */
    CountDownLatch requested() {
        return requested;
    }

    boolean isRequested() {
        return requested.getCount() == 0;
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
