package io.rollcall.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.HandSetClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoginLimitTest {
    private final HandSetClock clock = new HandSetClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final LoginLimit limit = new LoginLimit(clock);

    @Test
    void after_five_attempts_the_pause_doubles_up_to_a_minute() {
        for (int i = 0; i < 5; i++) {
            assertThat(limit.begin("ada", "10.0.0.1")).isEmpty();
        }
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            assertThat(limit.begin("ada", "10.0.0.1")).contains(Duration.ofSeconds(seconds));
            clock.advance(Duration.ofSeconds(seconds));
            assertThat(limit.begin("ada", "10.0.0.1")).isEmpty();
        }
    }

    @Test
    void whoever_guesses_from_everywhere_keeps_nobody_out_for_more_than_five_seconds() {
        for (int i = 0; i < 500; i++) {
            limit.begin("ada", "10.0." + i / 250 + "." + i % 250);
            clock.advance(Duration.ofMillis(100));
        }
        assertThat(limit.begin("ada", "192.168.1.1"))
                .hasValueSatisfying(wait -> assertThat(wait).isLessThanOrEqualTo(Duration.ofSeconds(5)));
        clock.advance(Duration.ofSeconds(5));
        assertThat(limit.begin("ada", "192.168.1.1")).isEmpty();
    }

    @Test
    void an_address_that_tries_many_names_is_slowed_down_and_others_are_not() {
        for (int i = 0; i < 20; i++) {
            assertThat(limit.begin("name" + i, "10.0.0.1")).isEmpty();
        }
        assertThat(limit.begin("another", "10.0.0.1")).contains(Duration.ofSeconds(1));
        assertThat(limit.begin("another", "10.0.0.2")).isEmpty();
    }

    @Test
    void a_right_password_forgets_the_wrong_ones_of_that_name_only() {
        for (int i = 0; i < 5; i++) {
            limit.begin("ada", "10.0.0.1");
        }
        limit.succeeded("ada", "10.0.0.1");
        assertThat(limit.begin("ada", "10.0.0.1")).isEmpty();
        for (int i = 0; i < 30; i++) {
            limit.begin("name" + i, "10.0.0.3");
            if (limit.begin("me", "10.0.0.3").isEmpty()) {
                limit.succeeded("me", "10.0.0.3");
            }
        }
        assertThat(limit.begin("one-more", "10.0.0.3")).isPresent();
    }

    @Test
    void after_a_quarter_of_an_hour_nothing_is_held_against_anybody() {
        for (int i = 0; i < 6; i++) {
            limit.begin("ada", "10.0.0.1");
        }
        clock.advance(Duration.ofMinutes(16));
        for (int i = 0; i < 5; i++) {
            assertThat(limit.begin("ada", "10.0.0.1")).isEmpty();
        }
    }
}
