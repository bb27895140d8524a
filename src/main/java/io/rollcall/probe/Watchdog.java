package io.rollcall.probe;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Ends a try when its time is over, however the other side behaves (requirement 003-16): a timeout per read does not stop
 * a server that sends one byte a second, a closed socket does. Thread-safe; one timer serves all checks.
 */
public final class Watchdog {
    /** So that the connect timeout and the database's own cancel come first: they say more than a closed socket. */
    private static final Duration GRACE = Duration.ofMillis(250);

    private final ScheduledExecutorService timer;

    /** @param timer one thread is enough; it should drop cancelled tasks at once ({@code setRemoveOnCancelPolicy}) */
    public Watchdog(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /** Runs the call, and closes the sockets that it opened through its guard once the limit has passed. */
    <T> T within(Duration limit, Call<T> call) throws Exception {
        Guard guard = new Guard(limit);
        ScheduledFuture<?> bite =
                timer.schedule(guard::expire, limit.plus(GRACE).toNanos(), TimeUnit.NANOSECONDS);
        try {
            return call.under(guard);
        } catch (Exception failure) {
            if (!guard.expired()) {
                throw failure;
            }
            SocketTimeoutException timeout = new SocketTimeoutException("No answer in time");
            timeout.addSuppressed(failure);
            throw timeout;
        } finally {
            bite.cancel(false);
        }
    }

    /** What a try does while it is watched. */
    @FunctionalInterface
    interface Call<T> {
        T under(Guard guard) throws Exception;
    }
}
