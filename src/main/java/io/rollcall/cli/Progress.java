package io.rollcall.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Says on a terminal that something is still going on, and for how long; leaves nothing behind. */
final class Progress {
    private static final String ERASE = "\r\u001b[K";

    private final Environment environment;

    Progress(Environment environment) {
        this.environment = environment;
    }

    /** Does it. */
    <T> T during(String what, Callable<T> work) throws Exception {
        if (!environment.terminal().interactive()) {
            return work.call();
        }
        CountDownLatch done = new CountDownLatch(1);
        Thread teller = new Thread(() -> tell(what, done), "progress");
        teller.setDaemon(true);
        teller.start();
        try {
            return work.call();
        } finally {
            done.countDown();
            teller.join();
        }
    }

    private void tell(String what, CountDownLatch done) {
        long start = System.nanoTime();
        try {
            // What is over within a second needs no words.
            while (!done.await(1, TimeUnit.SECONDS)) {
                Duration soFar = Duration.ofNanos(System.nanoTime() - start);
                environment.err().print(ERASE + what + " ... " + Spans.rough(soFar));
                environment.err().flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        environment.err().print(ERASE);
        environment.err().flush();
    }
}
