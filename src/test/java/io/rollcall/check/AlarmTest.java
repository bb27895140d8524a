package io.rollcall.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlarmTest {
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final Check check = Checks.of("any", Duration.ofMillis(200), Map.of());

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void it_interrupts_who_waits_too_long() {
        check.alarm().set(check.tryTimeout(), timer);
        assertThatThrownBy(() -> new CountDownLatch(1).await(100, TimeUnit.SECONDS))
                .isInstanceOf(InterruptedException.class);
        assertThat(check.alarm().rang()).isTrue();
    }

    @Test
    void an_interrupt_that_came_too_late_is_taken_off_with_it() {
        check.alarm().set(Duration.ZERO, timer);
        Awaitility.await().until(() -> check.alarm().rang() || Thread.interrupted());
        Thread.currentThread().interrupt();
        check.alarm().off();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void once_off_it_never_rings() throws InterruptedException {
        check.alarm().set(Duration.ofMillis(50), timer);
        check.alarm().off();
        assertThat(new CountDownLatch(1).await(150, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(check.alarm().rang()).isFalse();
    }

    @Test
    void each_try_has_its_own_time_and_a_kind_without_alarm_has_none() {
        check.beginNextTry();
        assertThat(timer.getQueue()).isEmpty();
        check.alarm().set(Duration.ofHours(1), timer);
        check.beginNextTry();
        assertThatThrownBy(() -> new CountDownLatch(1).await(100, TimeUnit.SECONDS))
                .isInstanceOf(InterruptedException.class);
    }
}
