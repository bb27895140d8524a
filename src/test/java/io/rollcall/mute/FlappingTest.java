package io.rollcall.mute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rollcall.HandSetClock;
import io.rollcall.check.Results;
import io.rollcall.integration.AnIntegration;
import io.rollcall.integration.FlapLimits;
import io.rollcall.integration.Integration;
import io.rollcall.integration.Integration.Alerting;
import io.rollcall.integration.Integrations;
import io.rollcall.integration.QuietHours;
import io.rollcall.integration.Status;
import io.rollcall.judge.Judge;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlappingTest {
    /** Fails on the first failure and recovers on the first success, so that every outcome is a state. */
    private static final Integration.Thresholds AT_ONCE = new Integration.Thresholds(Duration.ofSeconds(2), 1, 1);

    private final HandSetClock clock = new HandSetClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final Integrations integrations = new Integrations();
    private final Judge judge = new Judge(integrations, entries -> {});
    private final List<FlapEntry> journal = new ArrayList<>();
    private final List<FlapChange> told = new ArrayList<>();
    private Flapping flapping = flapping();

    private Flapping flapping() {
        Flapping made = new Flapping(entries -> entries.forEach(entry -> journal.add((FlapEntry) entry)));
        made.tell(told::add);
        return made;
    }

    private void watch(int high, int low) {
        integrations.put(AnIntegration.called("stripe")
                .with(AT_ONCE)
                .with(new Alerting(true, List.of(), QuietHours.NONE, new FlapLimits(high, low)))
                .build());
    }

    private void observe(String outcomes) {
        for (char letter : outcomes.toCharArray()) {
            clock.advance(Duration.ofSeconds(1));
            flapping.observeAll(judge.judgeAll(List.of(Results.of(letter, "stripe", clock.instant()))));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HHHHHHHHHHHHHHHHHHHHH,   0.00",
        "HHHHHHHHHHHHHHHHHHHHD,   6.25",
        "DHHHHHHHHHHHHHHHHHHHH,   3.75",
        "HHHHHHHHHHHHHHHHHHHDH,  12.37",
        "HHHHHHHHHHHHHHHHHHDHD,  18.36",
        "HHHHHHHHHHHHHHHHHDHDH,  24.21",
        "HHHHHHHHHHHHHHHHDHDHD,  29.93",
        "HDHDHDHDHDHDHDHDHDHDH, 100.00",
        "HGDHGDHGDHGDHGDHGDHGD, 100.00",
    })
    void the_share_of_changes_is_that_of_nagios(String states, double percent) {
        FlapHistory history = FlapHistory.steady(Status.HEALTHY);
        for (char letter : states.toCharArray()) {
            history = history.after(status(letter), FlapLimits.DEFAULT);
        }

        assertThat(history.percent()).isCloseTo(percent, within(0.005));
        assertThat(history.isSteady()).isEqualTo(percent == 0);
    }

    @Test
    void it_begins_at_the_higher_limit_and_ends_at_the_lower_and_each_is_told_once() {
        watch(24, 13);
        observe("HHHHHDHD");
        assertThat(flapping.flapping("stripe")).as("18.36 %").isFalse();
        observe("H");
        assertThat(flapping.flapping("stripe")).as("24.21 %").isTrue();
        observe("DH");
        assertThat(told).singleElement().satisfies(change -> {
            assertThat(change.started()).isTrue();
            assertThat(change.percent()).isCloseTo(24.21, within(0.005));
            assertThat(change.status()).isEqualTo(Status.HEALTHY);
            assertThat(change.describe())
                    .isEqualTo("comes and goes: its status changed in 24.2 % of the last checks;"
                            + " single alarms and ends are not told until it has settled");
        });
        observe("HHHHHHHHHHHHHHHHHH");

        assertThat(flapping.flapping("stripe")).isFalse();
        assertThat(flapping.percent("stripe")).isBetween(0.01, 13.0);
        assertThat(told).extracting(FlapChange::started).containsExactly(true, false);
        assertThat(told.get(1).describe()).startsWith("has settled as healthy (");
    }

    @Test
    void between_the_limits_nothing_changes() {
        watch(30, 20);
        observe("HHHHHDHDH");
        assertThat(flapping.percent("stripe")).isBetween(20.0, 30.0);
        assertThat(flapping.flapping("stripe")).isFalse();
        observe("HHH");
        assertThat(told).isEmpty();
        observe("DHDH");
        assertThat(flapping.flapping("stripe")).isTrue();
        observe("HHHHHHHH");
        assertThat(flapping.percent("stripe")).isBetween(20.0, 40.0);
        assertThat(flapping.flapping("stripe")).isTrue();
    }

    @Test
    void zero_switches_it_off_also_while_it_flaps() {
        watch(0, 20);
        observe("HDHDHDHDHDHD");
        assertThat(journal).isEmpty();
        watch(30, 20);
        observe("HDHDHDHDHDHD");
        assertThat(flapping.flapping("stripe")).isTrue();
        watch(0, 20);
        observe("H");

        assertThat(flapping.flapping("stripe")).isFalse();
        assertThat(told).extracting(FlapChange::started).containsExactly(true, false);
    }

    @Test
    void a_failure_that_waits_to_be_confirmed_is_no_state_nor_is_what_was_not_measured() {
        integrations.put(AnIntegration.called("stripe").build());
        observe("HHHDHHDDHHDHDHSUHH");
        assertThat(flapping.percent("stripe")).isZero();
        assertThat(journal).isEmpty();
        observe("DDDHHDDDHH");

        assertThat(journal.get(journal.size() - 1).states()).endsWith("hdhdh");
    }

    @Test
    void what_is_steady_costs_nothing_and_what_has_become_so_is_noted_once() {
        watch(30, 20);
        observe("HHHHHHHHHHHHHHHHHHHHHHHH");
        assertThat(journal).isEmpty();
        observe("D" + "D".repeat(19));
        assertThat(journal).hasSize(20);
        observe("D");
        assertThat(journal).hasSize(21);
        assertThat(journal.get(20).states()).isEqualTo("d".repeat(21));
        observe("DDDDD");

        assertThat(journal).hasSize(21);
    }

    @Property(tries = 100)
    void a_restart_at_any_time_changes_nothing(@ForAll("outcomes") String outcomes, @ForAll("cut") int cut) {
        FlappingTest one = new FlappingTest();
        one.watch(30, 20);
        one.observe(outcomes);
        FlappingTest other = new FlappingTest();
        other.watch(30, 20);
        other.observe(outcomes.substring(0, cut));
        other.flapping = other.flapping();
        if (!other.journal.isEmpty()) {
            other.flapping.restore(List.of(other.journal.get(other.journal.size() - 1)));
        }
        other.observe(outcomes.substring(cut));

        assertThat(other.told).isEqualTo(one.told);
        assertThat(other.journal).isEqualTo(one.journal);
        assertThat(other.flapping.percent("stripe")).isEqualTo(one.flapping.percent("stripe"));
    }

    @Provide
    Arbitrary<String> outcomes() {
        return Arbitraries.strings().withChars("HHHDGUS").ofLength(60);
    }

    @Provide
    Arbitrary<Integer> cut() {
        return Arbitraries.integers().between(0, 60);
    }

    @Test
    void what_cannot_be_right_is_not_restored() {
        flapping.restore(List.of(new FlapEntry("stripe", "hdh", true, clock.instant())));

        assertThat(flapping.flapping("stripe")).isFalse();
    }

    private static Status status(char letter) {
        return switch (letter) {
            case 'H' -> Status.HEALTHY;
            case 'G' -> Status.DEGRADED;
            default -> Status.DOWN;
        };
    }
}
