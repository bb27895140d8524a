package io.rollcall.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.integration.AnIntegration;
import io.rollcall.integration.Integration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** How exact windows are, and what they cost. */
class WindowsTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @Property(tries = 300)
    void a_percentile_is_at_most_two_hundredths_off(
            @ForAll @Size(min = 1, max = 200) List<@DoubleRange(min = -1e6, max = 1e9) Double> values,
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double share) {
        Sketch[] sketches = {new Sketch(), null, new Sketch()};
        IntStream.range(0, values.size()).forEach(i -> sketches[i % 2 * 2].add(values.get(i)));
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double exact = sorted[Math.max(1, (int) Math.ceil(share * sorted.length - 1e-9)) - 1];
        Sketch[] filled = Arrays.stream(sketches)
                .filter(one -> one != null && values.size() > 1)
                .toArray(Sketch[]::new);

        assertThat(Sketch.quantile(filled.length == 0 ? new Sketch[] {sketches[0]} : filled, share))
                .isBetween(exact - Math.abs(exact) * 0.02 - 1e-9, exact + Math.abs(exact) * 0.02 + 1e-9);
    }

    @Property(tries = 200)
    void a_window_holds_all_that_is_younger_and_nothing_that_is_older_by_a_thirtieth(
            @ForAll @Size(min = 1, max = 60) List<@DoubleRange(min = 0, max = 30) Double> gaps) {
        Duration length = Duration.ofMinutes(1);
        OutcomeWindow window = new OutcomeWindow(length);
        Instant at = START;
        List<Instant> times = new ArrayList<>();
        for (double gap : gaps) {
            at = at.plusMillis(Math.round(gap * 1000));
            times.add(at);
            window.add(new Sample("x", at, true, null, Map.of()), window.place(at));
        }
        Instant now = at;
        long must =
                times.stream().filter(time -> !time.isBefore(now.minus(length))).count();
        long may = times.stream()
                .filter(time -> !time.isBefore(now.minus(length).minus(length.dividedBy(30))))
                .count();

        assertThat((long) window.failures()).isBetween(must, may);
    }

    @Test
    void what_is_told_late_counts_where_it_belongs_and_what_is_too_late_not_at_all() {
        OutcomeWindow window = new OutcomeWindow(Duration.ofMinutes(1));
        assertThat(window.place(START)).isNotNegative();
        assertThat(window.place(START.minusSeconds(59))).isNotNegative();
        assertThat(window.place(START.minusSeconds(63))).isNegative();
    }

    @Test
    void a_thousand_integrations_cost_less_than_five_megabytes() {
        AlertRule errors = rule("error_rate > 10%");
        AlertRule slow = rule("latency_p95 > 1s and latency_avg > 1s");
        Windows windows = new Windows();
        windows.want(List.of(errors, slow), START);
        List<Integration> all = IntStream.range(0, 1000)
                .mapToObj(i -> AnIntegration.called("integration-" + i).build())
                .toList();
        Random random = new Random(7);
        long before = used();
        for (int round = 0; round < 60; round++) {
            Instant at = START.plusSeconds(round * 5);
            for (Integration one : all) {
                long millis = 20 + Math.round(Math.exp(random.nextGaussian()) * 100);
                windows.add(one, new Sample(one.key(), at, false, Duration.ofMillis(millis), Map.of()));
            }
        }
        long after = used();

        assertThat(windows.count()).isEqualTo(2000);
        assertThat((after - before) / 1e6).isLessThan(5);
    }

    private static AlertRule rule(String condition) {
        return RuleParameters.read(condition, Map.of("condition", condition, "severity", "info"), Map.of());
    }

    private static long used() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
