package io.rollcall.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallerLimitsTest {
    private final CallerLimits limits = new CallerLimits(2, Duration.ofHours(1));

    @Test
    void a_caller_who_asks_too_often_waits_and_others_do_not() {
        assertThat(limits.turn("ann").headers()).containsEntry("RateLimit", "\"caller\";r=1;t=3600");
        assertThat(limits.turn("ann").permitted()).isTrue();
        CallerLimits.Turn third = limits.turn("ann");

        assertThat(third.permitted()).isFalse();
        assertThat(third.seconds()).isEqualTo(3600);
        assertThat(third.headers()).containsEntry("RateLimit-Policy", "\"caller\";q=2;w=3600");
        assertThat(limits.turn("bob").permitted()).isTrue();
    }
}
