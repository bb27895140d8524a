package io.rollcall.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.publish.Condition;
import io.rollcall.publish.PublicPage;
import io.rollcall.publish.PublicPage.Outage;
import io.rollcall.publish.PublicPage.Said;
import io.rollcall.publish.PublicPage.Shown;
import io.rollcall.publish.PublicPage.Told;
import io.rollcall.publish.PublicPage.Work;
import io.rollcall.publish.Update.State;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What subscribers are told, and that each event is told once. */
class NewsReaderTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Said LOOKING = new Said("u1", NOW.minusSeconds(60), State.INVESTIGATING, "We look");
    private static final Said RESOLVED = new Said("u2", NOW, State.RESOLVED, "It works");

    private final NewsReader reader = new NewsReader(Duration.ofMinutes(5));
    private final Set<String> told = new HashSet<>();

    private List<News.Kind> kinds(List<Outage> outages, List<Told> troubles, List<Work> works) {
        Shown pay = new Shown("pay", "Payments", null, Condition.MAJOR_OUTAGE, null, List.of());
        PublicPage page =
                new PublicPage(NOW, Condition.MAJOR_OUTAGE, List.of(pay), outages, works, troubles, List.of(), NOW);
        List<News> news = reader.read(page, told, NOW);
        news.forEach(one -> told.addAll(one.events()));
        assertThat(news).allSatisfy(one -> assertThat(one.components()).containsExactly("pay"));
        assertThat(reader.read(page, told, NOW)).as("told once").isEmpty();
        return news.stream().map(News::kind).toList();
    }

    private static Outage outage(Duration ago, Instant until) {
        return new Outage("pay-1", "pay", "Payments", NOW.minus(ago), until, List.of());
    }

    private static Told trouble(Said... updates) {
        return new Told("b", null, List.of("Payments"), NOW, null, List.of(updates), List.of("pay-1"));
    }

    @Test
    void an_outage_is_told_when_it_lasts_and_when_it_ends() {
        assertThat(kinds(List.of(outage(Duration.ofMinutes(4), null)), List.of(), List.of()))
                .isEmpty();
        assertThat(kinds(List.of(outage(Duration.ofMinutes(5), null)), List.of(), List.of()))
                .containsExactly(News.Kind.BEGUN);
        assertThat(kinds(List.of(outage(Duration.ofMinutes(6), NOW)), List.of(), List.of()))
                .containsExactly(News.Kind.ENDED);
    }

    @Test
    void one_that_was_short_is_not_told_at_all() {
        assertThat(kinds(List.of(outage(Duration.ofMinutes(50), NOW)), List.of(), List.of()))
                .isEmpty();
    }

    @Test
    void who_reads_an_update_is_not_told_of_its_outage_besides() {
        Outage outage = outage(Duration.ofMinutes(6), null);
        assertThat(kinds(List.of(outage), List.of(trouble(LOOKING)), List.of())).containsExactly(News.Kind.UPDATE);
        assertThat(kinds(List.of(outage), List.of(trouble(RESOLVED, LOOKING)), List.of()))
                .containsExactly(News.Kind.UPDATE);
        assertThat(kinds(List.of(outage(Duration.ofMinutes(6), NOW)), List.of(trouble(RESOLVED, LOOKING)), List.of()))
                .isEmpty();
    }

    @Test
    void what_was_told_long_ago_is_no_news() {
        Said old = new Said("u0", NOW.minus(Duration.ofHours(7)), State.INVESTIGATING, "old");
        assertThat(kinds(List.of(), List.of(trouble(old)), List.of())).isEmpty();
    }

    @Test
    void maintenance_is_announced_once_and_what_recurs_is_not() {
        Work work = new Work(List.of("Payments"), NOW.plusSeconds(60), NOW.plusSeconds(120), false);
        Work again = new Work(List.of("Payments"), NOW.plusSeconds(600), NOW.plusSeconds(720), true);
        assertThat(kinds(List.of(), List.of(), List.of(work, again))).containsExactly(News.Kind.MAINTENANCE);
    }
}
