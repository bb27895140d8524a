package io.rollcall.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.HandSetClock;
import io.rollcall.integration.AnIntegration;
import io.rollcall.integration.Integration;
import io.rollcall.integration.Integration.Cadence;
import io.rollcall.integration.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When checks may run that keep to a timetable, or share what a vendor permits. */
class QuotaTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final HandSetClock clock = new HandSetClock(START);
    private final Schedule schedule =
            new Schedule(clock, Map.of("slow", Quota.parse("10/s"), "narrow", Quota.parse("2 concurrent")));

    @Test
    void a_rate_holds_in_every_second_and_nobody_is_left_out() {
        watch(100, "slow", null);
        clock.advance(Duration.ofSeconds(6));
        List<Instant> begun = new ArrayList<>();
        List<String> checked = new ArrayList<>();
        for (int tick = 0; tick < 120; tick++) {
            for (String key : due()) {
                begun.add(clock.instant());
                checked.add(key);
                schedule.finished(key, false, null);
            }
            clock.advance(Duration.ofMillis(100));
        }

        assertThat(new HashSet<>(checked))
                .as("all of them, within their ten seconds")
                .hasSize(100);
        assertThat(checked.subList(0, 100)).doesNotHaveDuplicates();
        for (int i = 10; i < begun.size(); i++) {
            assertThat(Duration.between(begun.get(i - 10), begun.get(i))).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
        assertThat(schedule.overQuota()).isGreaterThanOrEqualTo(90);
    }

    @Test
    void so_many_at_a_time_and_the_next_when_one_has_ended() {
        watch(4, "narrow", null);
        clock.advance(Duration.ofSeconds(6));
        List<String> first = due();
        assertThat(first).hasSize(2);
        assertThat(due()).isEmpty();
        schedule.finished(first.get(0), false, null);
        List<String> second = due();

        assertThat(second).hasSize(1).doesNotContainAnyElementsOf(first);
        assertThat(schedule.inFlight()).isEqualTo(2);
    }

    @Test
    void what_is_lost_or_removed_gives_its_place_back() {
        watch(3, "narrow", null);
        clock.advance(Duration.ofSeconds(6));
        List<String> running = due();
        schedule.remove(running.get(0));
        assertThat(due()).hasSize(1);
        clock.advance(Schedule.GRACE.plusSeconds(15));

        assertThat(due()).hasSize(2);
        assertThat(schedule.lost()).isEqualTo(2);
    }

    @Test
    void who_waits_can_be_changed_disabled_removed_and_asked_for() {
        watch(5, "narrow", null);
        clock.advance(Duration.ofSeconds(6));
        List<String> running = due();
        List<String> waiting = new ArrayList<>(List.of("i0", "i1", "i2", "i3", "i4"));
        waiting.removeAll(running);
        schedule.put(AnIntegration.called(waiting.get(0)).disabled().build());
        schedule.remove(waiting.get(1));
        schedule.put(integration(waiting.get(2), null, null));
        assertThat(due()).as("it has no quota any more").containsExactly(waiting.get(2));
        running.forEach(key -> schedule.finished(key, false, null));
        assertThat(due()).isEmpty();
        running.forEach(schedule::requestNow);

        assertThat(due()).containsExactlyInAnyOrderElementsOf(running);
    }

    @Test
    void a_request_for_who_waits_already_changes_nothing() {
        watch(3, "narrow", null);
        clock.advance(Duration.ofSeconds(6));
        List<String> running = due();
        List.of("i0", "i1", "i2").forEach(schedule::requestNow);
        assertThat(due()).isEmpty();
        schedule.finished(running.get(0), false, null);

        assertThat(due()).hasSize(1);
    }

    @Test
    void a_group_without_a_quota_is_free() {
        watch(50, "unheard-of", null);
        clock.advance(Duration.ofSeconds(6));

        assertThat(due()).hasSize(50);
    }

    @Test
    void a_quota_that_is_none_is_told() {
        assertThatThrownBy(() -> Quota.parse("ten")).hasMessage("'ten' is no quota; write 10/s, 100/m or 5 concurrent");
        assertThatThrownBy(() -> Quota.parse("0/s")).isInstanceOf(IllegalArgumentException.class);
        assertThat(Quota.parse("100/m")).isNotNull();
    }

    @Test
    void a_timetable_decides_from_the_start_and_a_failure_is_confirmed_soon_all_the_same() {
        watch(1, null, Timetable.parse("0 13 * * *", ZoneOffset.UTC));
        assertThat(schedule.nextDue("i0")).isEqualTo("2026-03-01T13:00:00Z");
        clock.advance(Duration.ofHours(1));
        assertThat(due()).containsExactly("i0");
        schedule.finished("i0", true, null);
        assertThat(schedule.nextDue("i0")).isEqualTo("2026-03-01T13:00:10Z");
        clock.advance(Duration.ofSeconds(10));
        assertThat(due()).containsExactly("i0");
        schedule.finished("i0", false, null);

        assertThat(schedule.nextDue("i0")).isEqualTo("2026-03-02T13:00:00Z");
        assertThat(schedule.missed()).isZero();
    }

    private void watch(int count, @Nullable String group, @Nullable Timetable timetable) {
        for (int i = 0; i < count; i++) {
            schedule.put(integration("i" + i, group, timetable));
        }
    }

    private static Integration integration(String key, @Nullable String group, @Nullable Timetable timetable) {
        Cadence usual = AnIntegration.called(key).cadence();
        return AnIntegration.called(key)
                .with(new Cadence(
                        true,
                        timetable == null ? Duration.ofMinutes(5) : Duration.ofDays(1),
                        usual.recheck(),
                        usual.timeout(),
                        usual.deadline(),
                        timetable,
                        group))
                .build();
    }

    private List<String> due() {
        return schedule.due().stream().map(CheckRequest::integration).toList();
    }
}
