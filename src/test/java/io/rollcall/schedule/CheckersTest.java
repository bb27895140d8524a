package io.rollcall.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckersTest {
    private final Checkers checkers = new Checkers(2);
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void stop() {
        gate.countDown();
        checkers.shutdownNow();
    }

    @Test
    void whoever_submits_more_than_may_run_waits_and_nothing_is_rejected() {
        AtomicInteger done = new AtomicInteger();
        Thread submitter = new Thread(() -> {
            for (int i = 0; i < 5; i++) {
                checkers.execute(() -> {
                    pass(gate);
                    done.incrementAndGet();
                });
            }
        });
        submitter.start();
        await().until(() -> checkers.running() == 2 && submitter.getState() == Thread.State.WAITING);

        gate.countDown();
        await().until(() -> done.get() == 5 && checkers.running() == 0);
    }

    @Test
    void a_check_that_throws_gives_its_place_back() {
        for (int i = 0; i < 10; i++) {
            checkers.submit(() -> {
                throw new IllegalStateException("broken");
            });
        }
        await().until(() -> checkers.running() == 0);
    }

    @Test
    void after_its_end_nothing_is_taken_and_no_place_is_lost() throws InterruptedException {
        checkers.shutdown();

        assertThatThrownBy(() -> checkers.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        assertThat(checkers.running()).isZero();
        assertThat(checkers.awaitTermination(100, TimeUnit.SECONDS)).isTrue();
        assertThat(checkers.isTerminated()).isTrue();
    }

    private static void pass(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
