package io.rollcall.mute;

import static io.rollcall.mute.SomeAlerts.START;
import static io.rollcall.mute.SomeAlerts.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.HandSetClock;
import io.rollcall.alert.Alert;
import io.rollcall.calendar.Recurrence;
import io.rollcall.mute.Silence.State;
import io.rollcall.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilencesTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final HandSetClock clock = new HandSetClock(START);
    private final List<SilenceEntry> journal = new ArrayList<>();
    private final Silences silences = new Silences(
            entries -> entries.forEach(entry -> journal.add((SilenceEntry) entry)), clock, Duration.ofDays(30), HOUR);
    private final Alert slow = alert("slow", "stripe", "warning", "group", "payments");

    private static Draft draft(String matchers, Duration length) {
        return new Draft(List.of(matchers), null, START.plus(length), "anna", "new keys", null, true);
    }

    private boolean silenced() {
        return silences.of(slow, clock.instant()).isPresent();
    }

    @Test
    void it_holds_from_its_start_included_to_its_end_excluded() {
        Draft later = new Draft(
                List.of("group=payments"), START.plus(HOUR), START.plus(HOUR.multipliedBy(3)), "anna", "x", null, true);
        Silence silence = silences.add(later);
        assertThat(silence.state(START)).isEqualTo(State.PENDING);
        assertThat(silenced()).isFalse();
        clock.advance(HOUR);
        assertThat(silence.state(clock.instant())).isEqualTo(State.ACTIVE);
        assertThat(silenced()).isTrue();
        clock.advance(HOUR.multipliedBy(2).minusMillis(1));
        assertThat(silenced()).isTrue();
        clock.advance(Duration.ofMillis(1));
        assertThat(silence.state(clock.instant())).isEqualTo(State.EXPIRED);
        assertThat(silenced()).isFalse();
    }

    @Test
    void one_of_its_sets_must_fit() {
        silences.add(new Draft(
                List.of("integration=retell", "severity=warning,group=~\"pay.*\""),
                null,
                START.plus(HOUR),
                "anna",
                "x",
                null,
                true));

        assertThat(silenced()).isTrue();
        assertThat(silences.of(alert("down", "retell", "critical"), START)).isPresent();
        assertThat(silences.of(alert("down", "stripe", "critical"), START)).isEmpty();
    }

    @Test
    void of_several_the_one_that_ends_last_is_named() {
        silences.add(draft("severity=warning", HOUR));
        Silence longer = silences.add(draft("integration=stripe", HOUR.multipliedBy(2)));

        assertThat(silences.of(slow, START)).contains(longer);
        assertThat(silences.all()).extracting(Silence::endsAt).isSorted();
    }

    @Test
    void one_that_recurs_holds_in_its_windows_only() {
        Recurrence nights = Recurrence.parse("daily 22:00-06:00", ZoneId.of("Europe/Berlin"));
        Silence silence = silences.add(new Draft(
                List.of("group=payments"), null, START.plus(Duration.ofDays(7)), "anna", "batch runs", nights, true));
        assertThat(silence.state(START)).isEqualTo(State.PENDING);
        clock.advance(Duration.ofHours(9));
        assertThat(silenced()).isTrue();
        assertThat(silence.holdsUntil(clock.instant())).isEqualTo(Instant.parse("2026-03-02T05:00:00Z"));
        clock.advance(Duration.ofHours(8));
        assertThat(silenced()).isFalse();
        clock.advance(Duration.ofHours(16).plusDays(6));

        assertThat(silence.state(clock.instant())).isEqualTo(State.EXPIRED);
        assertThat(silences.find(silence.id())).isEmpty();
    }

    @Test
    void its_end_may_move_but_not_into_the_past() {
        Silence silence = silences.add(draft("severity=warning", HOUR));
        clock.advance(Duration.ofMinutes(30));
        Silence longer = silences.change(silence.id(), Draft.of(silence).endingAt(START.plus(HOUR.multipliedBy(5))));

        assertThat(longer.id()).isEqualTo(silence.id());
        assertThat(longer.startsAt()).isEqualTo(START);
        assertThat(silences.all()).containsExactly(longer);
        assertThatThrownBy(() -> silences.change(silence.id(), Draft.of(longer).endingAt(START)))
                .hasMessage("a silence cannot end in the past: 2026-03-01T12:00:00Z");
        assertThat(silences.change(silence.id(), Draft.of(longer).saying("still"))
                        .comment())
                .isEqualTo("still");
    }

    @Test
    void with_other_matchers_the_old_one_is_over_and_a_new_one_takes_its_place() {
        Silence silence = silences.add(draft("severity=warning", HOUR));
        clock.advance(Duration.ofMinutes(10));
        Silence other = silences.change(silence.id(), draft("severity=critical", HOUR));

        assertThat(other.id()).isNotEqualTo(silence.id());
        assertThat(other.startsAt()).isEqualTo(clock.instant());
        assertThat(silences.all()).containsExactly(other);
        assertThat(silenced()).isFalse();
        SilenceEntry over = journal.get(1);
        assertThat(over.id()).isEqualTo(silence.id());
        assertThat(over.endsAt()).isEqualTo(clock.instant());
    }

    @Test
    void one_that_has_not_begun_may_begin_at_another_time_under_the_same_id() {
        Instant start = START.plus(HOUR);
        Draft draft = new Draft(List.of("severity=warning"), start, start.plus(HOUR), "anna", "x", null, true);
        Silence silence = silences.add(draft);
        Silence earlier = silences.change(
                silence.id(), new Draft(draft.matchers(), START, start.plus(HOUR), "anna", "x", null, true));

        assertThat(earlier.id()).isEqualTo(silence.id());
        assertThat(silenced()).isTrue();
    }

    @Test
    void ended_by_hand_it_is_over_at_once_and_for_good() {
        Silence silence = silences.add(draft("severity=warning", HOUR));
        clock.advance(Duration.ofMinutes(1));
        assertThatThrownBy(() -> silences.expire(silence.id().substring(0, 8))).hasMessageStartingWith("no silence '");
        silences.expire(silence.id());

        assertThat(silenced()).isFalse();
        assertThatThrownBy(() -> silences.expire(silence.id())).hasMessageStartingWith("no silence '" + silence.id());
        assertThatThrownBy(() -> silences.expire("")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "severity=warning | 0   | why | a silence cannot end in the past",
                "severity=warning | 721 | why | a silence lasts at most 30d (rollcall.silences.max-length)",
                "severity=warning | 1   | ''  | a silence needs a comment that says why, and who asks for it",
                "team!=x          | 1   | why | column 1: 'team!=x' would match alerts without these labels too",
            })
    void what_cannot_be_is_explained_and_leaves_nothing_behind(
            String matchers, int hours, String comment, String message) {
        Draft draft =
                new Draft(List.of(matchers), null, START.plus(HOUR.multipliedBy(hours)), "anna", comment, null, true);

        assertThatThrownBy(() -> silences.add(draft)).hasMessageStartingWith(message);
        assertThat(silences.all()).isEmpty();
        assertThat(journal).isEmpty();
    }

    @Test
    void one_that_cannot_be_kept_does_not_hold() {
        Silences full = new Silences(
                entries -> {
                    throw new StoreException("The disk is full", new IllegalStateException());
                },
                clock,
                Duration.ofDays(30),
                HOUR);

        assertThatThrownBy(() -> full.add(draft("severity=warning", HOUR))).isInstanceOf(StoreException.class);
        assertThat(full.of(slow, START)).isEmpty();
    }

    @Test
    void that_its_end_comes_is_told_once_and_again_after_it_was_prolonged() {
        Silence silence = silences.add(draft("severity=warning", HOUR.multipliedBy(4)));
        silences.add(draft("severity=critical", Duration.ofDays(3)));
        assertThat(silences.endingSoon()).isEmpty();
        clock.advance(HOUR.multipliedBy(3));
        assertThat(silences.endingSoon()).extracting(Silence::id).containsExactly(silence.id());
        assertThat(silences.endingSoon()).isEmpty();
        silences.change(silence.id(), Draft.of(silence).endingAt(START.plus(HOUR.multipliedBy(8))));
        assertThat(silences.endingSoon()).isEmpty();
        clock.advance(HOUR.multipliedBy(4));

        assertThat(silences.endingSoon()).hasSize(1);
        assertThat(journal.get(journal.size() - 1).noticedFor()).isEqualTo(START.plus(HOUR.multipliedBy(8)));
    }

    @Test
    void of_a_short_one_it_is_told_when_half_of_it_is_over() {
        silences.add(draft("severity=warning", Duration.ofMinutes(30)));
        assertThat(silences.endingSoon()).isEmpty();
        clock.advance(Duration.ofMinutes(15));

        assertThat(silences.endingSoon()).hasSize(1);
    }

    @Test
    void what_the_table_holds_counts_but_what_is_on_its_way_there_is_not_lost() {
        Silence ours = silences.add(draft("severity=warning", HOUR));
        silences.follow(List.of());
        assertThat(silenced()).as("not in the table yet").isTrue();
        silences.follow(List.of(ours));
        Silence theirs = ours.expiredAt(START.plusSeconds(1));
        clock.advance(Duration.ofSeconds(2));
        silences.follow(List.of(theirs));
        assertThat(silenced()).as("somebody else has ended it").isFalse();
        silences.follow(List.of(ours));
        assertThat(silenced()).isTrue();
        silences.follow(List.of());

        assertThat(silenced()).as("somebody has deleted it").isFalse();
    }

    @Test
    void what_was_changed_here_is_not_undone_by_what_the_table_still_says() {
        Silence ours = silences.add(draft("severity=warning", HOUR));
        silences.follow(List.of(ours));
        clock.advance(Duration.ofMinutes(1));
        silences.expire(ours.id());
        silences.follow(List.of(ours));

        assertThat(silenced()).isFalse();
    }

    @Test
    void a_restart_takes_up_the_last_state_of_each() {
        Silence silence = silences.add(draft("severity=warning", HOUR));
        clock.advance(Duration.ofMinutes(1));
        silences.expire(silence.id());
        Silences again = new Silences(entries -> {}, clock, Duration.ofDays(30), HOUR);
        again.restore(journal.stream().map(SilenceEntry::silence).toList());

        assertThat(again.all()).isEmpty();
        again.restore(List.of(silence));
        assertThat(again.all()).as("the table is older than the spool").isEmpty();
    }
}
