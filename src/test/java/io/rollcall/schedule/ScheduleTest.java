package io.rollcall.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.HandSetClock;
import io.rollcall.integration.AnIntegration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final HandSetClock clock = new HandSetClock(START);
    private final Schedule schedule = new Schedule(new ForwardClock(clock));

    @Test
    void a_thousand_integrations_are_all_due_within_five_seconds_and_never_many_at_once() {
        watch(1000, MINUTE);

        assertThat(buckets(Duration.ofMillis(5000), Duration.ofMillis(250)))
                .hasSize(20)
                .allSatisfy(count -> assertThat(count).isBetween(20, 100));
        assertThat(schedule.missed()).isZero();
    }

    @Test
    void later_rounds_are_spread_over_the_interval() {
        watch(1000, MINUTE);
        buckets(Duration.ofSeconds(5), Duration.ofMillis(100));
        buckets(MINUTE, Duration.ofMillis(100));
        List<Integer> round = buckets(MINUTE, Duration.ofSeconds(1));

        assertThat(sum(round)).isEqualTo(1000);
        assertThat(round).allSatisfy(count -> assertThat(count).isBetween(8, 34));
    }

    @Test
    void one_check_of_an_integration_is_in_flight_at_a_time() {
        watch(1, MINUTE);
        clock.advance(Duration.ofSeconds(5));
        assertThat(schedule.due()).hasSize(1);
        clock.advance(MINUTE);

        assertThat(schedule.due()).isEmpty();
        assertThat(schedule.inFlight()).isOne();
        assertThat(schedule.requestNow("i0")).isTrue();
        assertThat(schedule.due()).isEmpty();
    }

    @Test
    void beats_that_passed_meanwhile_are_counted_not_made_up_for() {
        watch(1, Duration.ofSeconds(10));
        schedule.due();
        clock.advance(Duration.ofSeconds(35));
        schedule.finished("i0", false, null);

        assertThat(schedule.missed()).isEqualTo(3);
        assertThat(next()).isBetween(clock.instant(), clock.instant().plusSeconds(10));
    }

    @Test
    void a_check_without_an_outcome_counts_as_lost_and_comes_back() {
        watch(1, MINUTE);
        schedule.due();
        clock.advance(Duration.ofSeconds(15).plus(Schedule.GRACE).minusMillis(1));
        assertThat(schedule.due()).isEmpty();
        clock.advance(Duration.ofMillis(1));

        assertThat(schedule.due()).extracting(CheckRequest::integration).containsExactly("i0");
        assertThat(schedule.lost()).isOne();
        assertThat(schedule.inFlight()).isOne();
    }

    @Test
    void an_outcome_that_nobody_waits_for_changes_nothing() {
        watch(1, MINUTE);
        Instant before = next();
        schedule.finished("i0", true, null);
        schedule.finished("stranger", true, null);

        assertThat(next()).isEqualTo(before);
    }

    @Test
    void a_change_that_waits_to_be_confirmed_is_checked_again_soon() {
        watch(1, Duration.ofMinutes(5));
        clock.advance(Duration.ofSeconds(5));
        schedule.due();
        schedule.finished("i0", true, null);

        assertThat(next()).isEqualTo(clock.instant().plusSeconds(10));
    }

    @Test
    void a_short_interval_is_not_made_longer_by_the_recheck() {
        watch(1, Duration.ofSeconds(5));
        schedule.due();
        schedule.finished("i0", true, null);

        assertThat(next()).isBeforeOrEqualTo(clock.instant().plusSeconds(5));
    }

    @Test
    void an_open_breaker_makes_its_integration_due_when_it_permits_a_trial() {
        watch(1, Duration.ofMinutes(5));
        schedule.due();
        schedule.finished("i0", true, clock.instant().plusSeconds(60));

        assertThat(next()).isEqualTo(clock.instant().plusSeconds(60));
    }

    @Test
    void a_breaker_that_stays_open_beyond_the_next_beat_does_not_stop_the_beat() {
        watch(1, Duration.ofSeconds(30));
        schedule.due();
        schedule.finished("i0", true, clock.instant().plusSeconds(600));

        assertThat(next()).isBeforeOrEqualTo(clock.instant().plusSeconds(30));
    }

    @Test
    void a_changed_interval_takes_effect_at_once() {
        watch(1, Duration.ofHours(1));
        schedule.due();
        schedule.finished("i0", false, null);
        watch(1, Duration.ofSeconds(10));

        assertThat(schedule.due()).hasSize(1);
        schedule.finished("i0", false, null);
        assertThat(next()).isBeforeOrEqualTo(clock.instant().plusSeconds(10));
    }

    @Test
    void a_changed_interval_of_a_running_check_counts_from_its_end() {
        watch(1, Duration.ofHours(1));
        schedule.due();
        watch(1, Duration.ofSeconds(10));
        assertThat(schedule.due()).isEmpty();
        schedule.finished("i0", false, null);

        assertThat(next()).isBeforeOrEqualTo(clock.instant().plusSeconds(10));
    }

    @Test
    void a_disabled_integration_is_never_due_until_it_is_enabled_again() {
        schedule.put(AnIntegration.called("i0").disabled().build());
        clock.advance(Duration.ofDays(1));
        assertThat(schedule.due()).isEmpty();
        assertThat(schedule.nextDue("i0")).isNull();
        assertThat(schedule.requestNow("i0")).isFalse();
        assertThat(schedule.due()).isEmpty();

        watch(1, MINUTE);
        assertThat(schedule.due()).hasSize(1);
    }

    @Test
    void a_check_that_was_disabled_while_it_ran_is_its_last() {
        watch(1, MINUTE);
        schedule.due();
        schedule.put(AnIntegration.called("i0").disabled().build());
        schedule.finished("i0", true, null);
        clock.advance(Duration.ofDays(1));

        assertThat(schedule.due()).isEmpty();
        assertThat(schedule.inFlight()).isZero();
    }

    @Test
    void what_is_removed_is_not_due_and_not_in_flight() {
        watch(2, MINUTE);
        clock.advance(Duration.ofSeconds(5));
        schedule.due();
        schedule.remove("i0");

        assertThat(schedule.inFlight()).isOne();
        assertThat(schedule.requestNow("i0")).isFalse();
    }

    @Test
    void a_request_is_due_at_once() {
        watch(1, Duration.ofHours(1));
        schedule.due();
        schedule.finished("i0", false, null);
        assertThat(schedule.requestNow("i0")).isTrue();

        assertThat(schedule.due()).hasSize(1);
    }

    @Test
    void a_request_while_a_check_runs_is_due_when_that_ends_and_only_once() {
        watch(1, Duration.ofHours(1));
        schedule.due();
        schedule.requestNow("i0");
        schedule.finished("i0", false, null);
        assertThat(schedule.due()).hasSize(1);

        schedule.finished("i0", false, null);
        assertThat(schedule.due()).isEmpty();
    }

    @Test
    void a_clock_that_is_set_back_delays_nothing() {
        watch(10, MINUTE);
        buckets(Duration.ofMinutes(2), Duration.ofSeconds(1));
        clock.advance(Duration.ofHours(-5));

        assertThat(sum(buckets(MINUTE.plusSeconds(1), Duration.ofSeconds(1)))).isEqualTo(10);
    }

    @Test
    void a_clock_that_is_set_forward_causes_one_round_only() {
        watch(10, MINUTE);
        buckets(Duration.ofMinutes(2), Duration.ofSeconds(1));
        clock.advance(Duration.ofHours(5));

        assertThat(schedule.due()).hasSize(10);
        assertThat(schedule.due()).isEmpty();
    }

    private static int sum(List<Integer> counts) {
        return counts.stream().mapToInt(Integer::intValue).sum();
    }

    private void watch(int count, Duration interval) {
        for (int i = 0; i < count; i++) {
            schedule.put(AnIntegration.called("i" + i).every(interval).build());
        }
    }

    private Instant next() {
        Instant next = schedule.nextDue("i0");
        assertThat(next).isNotNull();
        return next;
    }

    /** Lets time pass in steps, finishing what is due at once; how many were due in each step. */
    private List<Integer> buckets(Duration time, Duration step) {
        List<Integer> counts = new ArrayList<>();
        for (long i = 0; i < time.dividedBy(step); i++) {
            clock.advance(step);
            List<CheckRequest> due = schedule.due();
            due.forEach(request -> schedule.finished(request.integration(), false, null));
            counts.add(due.size());
        }
        return counts;
    }
}
