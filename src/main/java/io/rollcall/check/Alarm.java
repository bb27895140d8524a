package io.rollcall.check;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts the thread of a check when the time of its try is over (requirement 003-16): for calls whose sockets nobody
 * here holds. Never rings once it is off, so that it cannot meet what the thread does next. Thread-safe.
 */
public final class Alarm {
    private @Nullable Thread thread;
    private @Nullable ScheduledExecutorService timer;
    private @Nullable ScheduledFuture<?> bell;
    private boolean rang;

    /** Sets it for the calling thread, in place of the one that was set before. */
    public synchronized void set(Duration limit, ScheduledExecutorService by) {
        off();
        timer = by;
        thread = Thread.currentThread();
        rang = false;
        bell = by.schedule(this::ring, limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Sets it anew for another try, if it is set. */
    synchronized void reset(Duration limit) {
        if (thread != null && timer != null) {
            set(limit, timer);
        }
    }

    /** Whether it has rung since it was set. */
    public synchronized boolean rang() {
        return rang;
    }

    /** Takes it off, and an interrupt with it that came too late. Nothing when it is not set. */
    public synchronized void off() {
        if (bell != null) {
            bell.cancel(false);
        }
        if (rang && thread == Thread.currentThread()) {
            Thread.interrupted();
        }
        thread = null;
    }

    private synchronized void ring() {
        if (thread != null) {
            rang = true;
            thread.interrupt();
        }
    }
}
