package io.rollcall.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.HandSetClock;
import io.rollcall.publish.Bulletins.Told;
import io.rollcall.publish.PublicPage.Outage;
import io.rollcall.publish.PublicPage.Said;
import io.rollcall.publish.Update.State;
import io.rollcall.store.JournalEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BulletinsTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final Component PAY = new Component("pay", "Payments", null, Set.of("stripe"), Set.of(), 0);
    private static final Component NEWS = new Component("news", "News", null, Set.of("paper"), Set.of(), 0);

    private final List<JournalEntry> journal = new ArrayList<>();
    private final HandSetClock clock = new HandSetClock(START);
    private final Bulletins bulletins = new Bulletins(journal::addAll, clock);

    private Told post(State state, String text, String... components) {
        return bulletins
                .tell(new Draft(null, Set.of(components), null, state, text, null, null, "anna"))
                .orElseThrow();
    }

    private static Outage outage(Component component, long from, Long until) {
        Instant end = until == null ? null : START.plusSeconds(until);
        return Outage.of(component, new Span(START.plusSeconds(from), end));
    }

    private List<Outage> board(Outage... outages) {
        return new Noticeboard(List.of(PAY, NEWS), bulletins.all(), clock.instant()).on(List.of(outages));
    }

    @Test
    void what_is_open_about_a_component_goes_on_and_what_is_resolved_does_not() {
        Told first = post(State.INVESTIGATING, "We look", "pay");
        clock.advance(Duration.ofMinutes(1));
        Told second = post(State.IDENTIFIED, "It is the bank", "pay", "news");
        assertThat(second.bulletin().id()).isEqualTo(first.bulletin().id());
        assertThat(second.bulletin().components()).containsExactlyInAnyOrder("pay", "news");
        clock.advance(Duration.ofMinutes(1));
        post(State.RESOLVED, "It works", "news");
        assertThat(post(State.INVESTIGATING, "Again", "pay").bulletin().id())
                .isNotEqualTo(first.bulletin().id());
        assertThat(bulletins.all()).hasSize(2);
        assertThat(journal).hasSize(4);
    }

    @Test
    void former_words_stay_on_record_and_are_told_no_longer() {
        String id = post(State.INVESTIGATING, "Anna is stupid", "pay").update().id();
        Told corrected =
                bulletins.correct(id, State.INVESTIGATING, "We look", "bert").orElseThrow();
        assertThat(corrected.update().id()).isEqualTo(id);
        assertThat(corrected.bulletin().told()).extracting(Update::text).containsExactly("We look");
        assertThat(corrected.bulletin().updates())
                .extracting(Update::text)
                .containsExactly("Anna is stupid", "We look");
        assertThat(bulletins.withdraw(id)).isPresent();
        assertThat(bulletins.withdraw(id)).isEmpty();
        assertThat(bulletins.correct(id, State.RESOLVED, "no", "bert")).isEmpty();
        Bulletin last = (Bulletin) journal.get(journal.size() - 1);
        assertThat(last.updates()).extracting(Update::withdrawn).containsExactly(true, true);
        assertThat(bulletins.open(Set.of("pay"))).isEmpty();
        assertThat(new Noticeboard(List.of(PAY), bulletins.all(), START).troubles(List.of()))
                .isEmpty();
    }

    @Test
    void what_was_told_before_a_restart_is_known_whatever_the_order() {
        post(State.INVESTIGATING, "one", "pay");
        post(State.RESOLVED, "two", "pay");
        Bulletins again = new Bulletins(entries -> {}, clock);
        again.restore(List.of((Bulletin) journal.get(1), (Bulletin) journal.get(0)));
        assertThat(again.all()).singleElement().satisfies(one -> assertThat(one.told())
                .extracting(Update::text)
                .containsExactly("two", "one"));
    }

    @Test
    void an_update_stands_under_the_last_outage_that_it_overlaps_with() {
        post(State.INVESTIGATING, "first", "pay");
        clock.advance(Duration.ofSeconds(60));
        post(State.MONITORING, "second", "pay");
        Outage old = outage(PAY, -5000, -4000L);
        Outage other = outage(NEWS, 1, null);
        assertThat(board(old, other))
                .allSatisfy(outage -> assertThat(outage.updates()).isEmpty());
        List<Outage> told = board(outage(PAY, 50, null), outage(PAY, 10, 40L), old, other);
        assertThat(told.get(0).updates()).extracting(Said::text).containsExactly("second", "first");
        assertThat(told.subList(1, 4))
                .allSatisfy(outage -> assertThat(outage.updates()).isEmpty());
    }

    @Test
    void what_is_told_when_all_is_over_stands_where_it_began() {
        clock.advance(Duration.ofHours(3));
        bulletins.tell(new Draft(
                null, Set.of("pay"), null, State.RESOLVED, "A disk was full", START.plusSeconds(10), null, "anna"));
        List<Outage> told = board(outage(PAY, 5000, 6000L), outage(PAY, 10, 40L));
        assertThat(told.get(0).updates()).isEmpty();
        assertThat(told.get(1).updates()).hasSize(1);
    }

    @Test
    void an_announcement_is_told_until_it_ends() {
        bulletins.tell(new Draft(
                null, Set.of(), "New prices", State.NOTICE, "All is dearer", null, START.plusSeconds(60), "anna"));
        assertThat(new Noticeboard(List.of(PAY), bulletins.all(), START).announcements())
                .hasSize(1);
        assertThat(new Noticeboard(List.of(PAY), bulletins.all(), START.plusSeconds(60)).announcements())
                .isEmpty();
        assertThat(bulletins.open(Set.of("pay"))).isEmpty();
    }
}
