package io.rollcall.schedule;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The threads that checks run on: virtual ones where the JDK has them, else as many platform threads as checks wait for an
 * answer. Whoever submits more than the permitted number waits; nothing is rejected.
 */
public final class Checkers extends AbstractExecutorService {
    private final ExecutorService threads;
    private final Semaphore permits;
    private final int limit;

    /** An executor that runs at most {@code limit} checks at a time. */
    public Checkers(int limit) {
        this.limit = limit;
        this.permits = new Semaphore(limit);
        this.threads = threads();
    }

    private static ExecutorService threads() {
        try {
            // JDK 21 and later; this code is compiled for 17.
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            AtomicLong number = new AtomicLong();
            ThreadFactory named = task -> {
                Thread thread = new Thread(task, "check-" + number.incrementAndGet());
                thread.setDaemon(true);
                return thread;
            };
            return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), named);
        }
    }

    /** Checks that run now. */
    public int running() {
        return limit - permits.availablePermits();
    }

    @Override
    public void execute(Runnable check) {
        try {
            permits.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RejectedExecutionException("interrupted while waiting for a thread", e);
        }
        try {
            threads.execute(() -> {
                try {
                    check.run();
                } finally {
                    permits.release();
                }
            });
        } catch (RuntimeException | Error e) {
            permits.release();
            throw e;
        }
    }

    @Override
    public void shutdown() {
        threads.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return threads.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return threads.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return threads.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return threads.awaitTermination(timeout, unit);
    }
}
