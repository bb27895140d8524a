package io.rollcall.incoming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.HandSetClock;
import io.rollcall.alert.Severity;
import io.rollcall.store.JournalEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IncomingAlertsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final HandSetClock clock = new HandSetClock(NOW);
    private final List<IncomingEntry> kept = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private IncomingAlerts alerts = complete();

    private IncomingAlerts fresh() {
        IncomingAlerts made = new IncomingAlerts(this::keep, clock, TIMEOUT);
        made.tell(alert -> told.add((alert.firing() ? alert.severity().word() : "over") + " "
                + alert.integration().substring(2)));
        return made;
    }

    private IncomingAlerts complete() {
        IncomingAlerts made = fresh();
        made.complete();
        return made;
    }

    private void keep(List<? extends JournalEntry> entries) {
        entries.forEach(entry -> kept.add((IncomingEntry) entry));
    }

    /** What the journal adds up to. */
    private List<IncomingEntry> journaled() {
        Map<String, IncomingEntry> last = new LinkedHashMap<>();
        kept.forEach(entry -> last.put(entry.key(), entry));
        return last.values().stream().filter(entry -> !entry.ended()).toList();
    }

    private static Said fires(String id, Severity severity, @Nullable Instant until) {
        return new Said.Fires("s", id, "r", id, severity, NOW, until, Map.of("a", "b"), Map.of(), null);
    }

    private static Said ends(String id) {
        return new Said.Ends("s", id);
    }

    @Test
    void a_repetition_tells_and_writes_nothing_and_puts_off_the_end() {
        for (int i = 0; i < 10; i++) {
            alerts.take(List.of(fires("a", Severity.WARNING, clock.instant().plus(TIMEOUT))));
            clock.advance(Duration.ofMinutes(1));
            alerts.expire();
        }
        assertThat(told).containsExactly("warning a");
        assertThat(kept).hasSizeLessThan(4);
        clock.advance(TIMEOUT);
        alerts.expire();
        assertThat(told).containsExactly("warning a", "over a");
        assertThat(alerts.taken("s")).isEqualTo(10);
        assertThat(alerts.fingerprints()).isEmpty();
    }

    @Test
    void another_severity_is_told_and_the_end_of_what_is_not_open_is_not() {
        alerts.take(List.of(ends("a"), fires("a", Severity.WARNING, null), fires("a", Severity.CRITICAL, null)));
        alerts.take(List.of(ends("a"), ends("a")));
        assertThat(told).containsExactly("warning a", "critical a", "over a");
    }

    @Test
    void what_could_not_be_told_is_told_when_it_is_said_again() {
        IncomingAlerts failing = fresh();
        failing.tell(alert -> {
            if (alert.integration().equals("s:b")) {
                throw new IllegalStateException("no router");
            }
            told.add(alert.integration());
        });
        List<Said> both = List.of(fires("a", Severity.INFO, null), fires("b", Severity.INFO, null));
        assertThatThrownBy(() -> failing.take(both)).isInstanceOf(IllegalStateException.class);
        assertThat(journaled()).extracting(IncomingEntry::key).containsExactly("s:a");
        failing.tell(alert -> told.add(alert.integration()));
        failing.take(both);
        assertThat(told).containsExactly("s:a", "s:b");
        assertThat(journaled()).extracting(IncomingEntry::key).containsExactly("s:a", "s:b");
    }

    @Test
    void what_ends_before_the_last_run_is_known_ends_once_it_is() {
        alerts.take(List.of(fires("a", Severity.INFO, null), fires("b", Severity.INFO, null)));
        alerts = fresh();
        alerts.take(List.of(ends("a"), ends("b"), fires("b", Severity.INFO, null)));
        assertThat(told).containsExactly("info a", "info b", "info b");
        alerts.restore(kept.subList(0, 2));
        alerts.complete();
        assertThat(told).containsExactly("info a", "info b", "info b", "over a");
        assertThat(alerts.fingerprints()).containsExactly("r/s:b");
    }

    @Test
    void no_more_are_open_than_memory_is_for_and_nothing_of_such_a_call_is_taken() {
        List<Said> most = IntStream.range(0, IncomingAlerts.MOST_OPEN)
                .mapToObj(i -> fires("" + i, Severity.INFO, null))
                .toList();
        alerts.take(most);
        assertThatThrownBy(() -> alerts.take(List.of(ends("1"), fires("x", Severity.INFO, null))))
                .isInstanceOf(BadReport.class);
        assertThat(alerts.fingerprints()).hasSize(IncomingAlerts.MOST_OPEN);
        alerts.take(List.of(fires("1", Severity.INFO, null)));
    }

    /** Each step is an alert out of three and what happens: 0, 1 fires; 2 fires for a while; 3 ends; 4 time; 5 restart. */
    @Property(tries = 300)
    void beginnings_and_ends_are_told_in_turn_whatever_happens(
            @ForAll @Size(max = 60) List<@IntRange(max = 17) Integer> steps) {
        for (int step : steps) {
            String id = "" + step % 3;
            switch (step / 3) {
                case 0, 1 -> alerts.take(List.of(fires(id, Severity.INFO, null)));
                case 2 ->
                    alerts.take(List.of(fires(id, Severity.INFO, clock.instant().plus(TIMEOUT))));
                case 3 -> alerts.take(List.of(ends(id)));
                case 4 -> {
                    clock.advance(Duration.ofMinutes(2));
                    alerts.expire();
                }
                default -> {
                    List<IncomingEntry> open = journaled();
                    alerts = fresh();
                    alerts.restore(open);
                    alerts.complete();
                }
            }
            for (String one : List.of("0", "1", "2")) {
                List<String> said =
                        told.stream().filter(text -> text.endsWith(one)).toList();
                for (int i = 0; i < said.size(); i++) {
                    assertThat(said.get(i)).isEqualTo((i % 2 == 0 ? "info " : "over ") + one);
                }
                assertThat(alerts.fingerprints().contains("r/s:" + one)).isEqualTo(said.size() % 2 == 1);
            }
            assertThat(journaled()).hasSameSizeAs(alerts.fingerprints());
        }
    }
}
