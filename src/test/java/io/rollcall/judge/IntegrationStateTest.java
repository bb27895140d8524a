package io.rollcall.judge;

import static io.rollcall.integration.Status.DOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.check.Results;
import io.rollcall.integration.AnIntegration;
import io.rollcall.integration.Integration.Cadence;
import io.rollcall.integration.Integration.Thresholds;
import io.rollcall.integration.Status;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The state machine as a table: letters are outcomes, see {@link Results}. */
class IntegrationStateTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Thresholds DEFAULT = new Thresholds(Duration.ofSeconds(2), 3, 2);

    @ParameterizedTest
    @CsvSource({
        "'', UNKNOWN",
        "H, HEALTHY",
        "G, DEGRADED",
        "D, UNKNOWN",
        "DD, UNKNOWN",
        "DDD, DOWN",
        "HD, HEALTHY",
        "HDD, HEALTHY",
        "HDDD, DOWN",
        "GDD, DEGRADED",
        "HDDHDD, HEALTHY",
        "HDDGD, DEGRADED",
        "DDDH, DOWN",
        "DDDHH, HEALTHY",
        "DDDHD, DOWN",
        "DDDHDH, DOWN",
        "DDDGH, HEALTHY",
        "DDDGG, DEGRADED",
        "HG, DEGRADED",
        "GH, DEGRADED",
        "GHH, HEALTHY",
        "GHGH, DEGRADED",
        "GHDH, DEGRADED",
    })
    void outcomes_make_a_status(String outcomes, Status status) {
        assertThat(after(outcomes, DEFAULT).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "HDDU, UNKNOWN, 2",
        "HDDUD, DOWN, 3",
        "DDDU, UNKNOWN, 3",
        "DDDUD, DOWN, 4",
        "HU, UNKNOWN, 0",
        "HUH, HEALTHY, 0",
        "HUDUDUD, DOWN, 3",
    })
    void an_unknown_outcome_shows_but_neither_counts_nor_resets(String outcomes, Status status, int failures) {
        assertThat(after(outcomes, DEFAULT).status()).isEqualTo(status);
        assertThat(after(outcomes, DEFAULT).failures()).isEqualTo(failures);
    }

    @Test
    void an_unknown_outcome_is_no_short_cut_out_of_down() {
        assertThat(after("DDDUH", DEFAULT).status()).isEqualTo(Status.UNKNOWN);
        assertThat(after("DDDUHH", DEFAULT).status()).isEqualTo(Status.HEALTHY);
    }

    @ParameterizedTest
    @CsvSource({"DDDS, DOWN, 3", "HDDS, HEALTHY, 2", "HDDSD, DOWN, 3", "DDDHS, DOWN, 0", "DDDHSH, HEALTHY, 0"})
    void a_short_circuited_outcome_keeps_what_was_measured(String outcomes, Status status, int failures) {
        IntegrationState state = after(outcomes, DEFAULT);

        assertThat(state.status()).isEqualTo(status);
        assertThat(state.failures()).isEqualTo(failures);
        assertThat(state.shortCircuited()).isEqualTo(outcomes.endsWith("S"));
        assertThat(state.lastCheckAt()).isEqualTo(START.plusSeconds(outcomes.length() - 1L));
    }

    @Test
    void one_failure_is_enough_where_that_is_the_threshold() {
        Thresholds hasty = new Thresholds(Duration.ofSeconds(2), 1, 1);

        assertThat(after("HD", hasty).status()).isEqualTo(DOWN);
        assertThat(after("HDH", hasty).status()).isEqualTo(Status.HEALTHY);
        assertThat(after("HDG", hasty).status()).isEqualTo(Status.DEGRADED);
    }

    @Test
    void a_status_keeps_the_time_it_began_and_a_run_of_failures_that_of_its_first() {
        IntegrationState state = after("HHDDDD", DEFAULT);

        assertThat(state.failingSince()).isEqualTo(START.plusSeconds(2));
        assertThat(state.since()).isEqualTo(START.plusSeconds(4));
        assertThat(after("HHDDDDH", DEFAULT).failingSince()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "'', false",
        "H, false",
        "HH, false",
        "HD, true",
        "HDD, true",
        "DDD, false",
        "DDDH, true",
        "DDDHH, false",
        "HG, true",
        "HGG, false",
        "GGH, true",
        "DDDS, false",
        "HDS, true",
    })
    void a_change_that_waits_to_be_confirmed_is_settling(String outcomes, boolean settling) {
        assertThat(after(outcomes, DEFAULT).settling(DEFAULT)).isEqualTo(settling);
    }

    @Test
    void a_check_is_overdue_once_twice_the_interval_has_passed() {
        Cadence interval = AnIntegration.called("any").cadence();

        assertThat(after("H", DEFAULT).overdue(interval)).isEqualTo(START.plus(Duration.ofMinutes(10)));
        assertThat(after("", DEFAULT).overdue(interval)).isNull();
    }

    @Property
    void down_is_never_entered_without_as_many_measured_failures_in_a_row(
            @ForAll("outcomes") String outcomes, @ForAll @IntRange(min = 1, max = 5) int threshold) {
        Thresholds thresholds = new Thresholds(Duration.ofSeconds(2), threshold, 2);
        IntegrationState state = IntegrationState.initial("x");
        for (int i = 0; i < outcomes.length(); i++) {
            IntegrationState next = state.after(Results.of(outcomes.charAt(i), "x", at(i)), thresholds);
            if (next.status() == DOWN && state.status() != DOWN) {
                String measured = outcomes.substring(0, i + 1).replaceAll("[US]", "");
                assertThat(measured).endsWith("D".repeat(threshold));
            }
            state = next;
        }
    }

    @Property
    void a_replay_of_the_same_outcomes_gives_the_same_state(@ForAll("outcomes") String outcomes) {
        assertThat(after(outcomes, DEFAULT)).isEqualTo(after(outcomes, DEFAULT));
        IntegrationState state = after(outcomes, DEFAULT);
        for (int i = 0; i < outcomes.length(); i++) {
            assertThat(state.knows(Results.of(outcomes.charAt(i), "x", at(i)))).isTrue();
        }
    }

    @Property
    void enough_healthy_outcomes_always_make_healthy(@ForAll("outcomes") String outcomes) {
        assertThat(after(outcomes + "HH", DEFAULT).status()).isEqualTo(Status.HEALTHY);
    }

    @Provide
    Arbitrary<String> outcomes() {
        return Arbitraries.strings().withChars("HGDUS").ofMaxLength(40);
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }

    private static IntegrationState after(String outcomes, Thresholds thresholds) {
        IntegrationState state = IntegrationState.initial("x");
        for (int i = 0; i < outcomes.length(); i++) {
            state = state.after(Results.of(outcomes.charAt(i), "x", at(i)), thresholds);
        }
        return state;
    }
}
