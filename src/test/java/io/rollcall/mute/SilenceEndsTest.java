package io.rollcall.mute;

import static io.rollcall.mute.SomeAlerts.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.HandSetClock;
import io.rollcall.alert.Alert;
import io.rollcall.alert.Severity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SilenceEndsTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final HandSetClock clock = new HandSetClock(START);
    private final Silences silences = new Silences(entries -> {}, clock, Duration.ofDays(30), HOUR);
    private final SilenceEnds ends = new SilenceEnds(silences, clock);
    private final Silence silence = silences.add(new Draft(
            List.of("severity=warning", "group=payments"),
            null,
            START.plus(HOUR.multipliedBy(4)),
            "anna",
            "new keys",
            null,
            true));

    @Test
    void that_it_ends_is_an_alert_until_it_is_over() {
        assertThat(ends.look()).isEmpty();
        assertThat(ends.fingerprints()).isEmpty();
        clock.advance(HOUR.multipliedBy(3));

        Alert alert = ends.look().get(0);

        assertThat(alert.severity()).isEqualTo(Severity.INFO);
        assertThat(alert.firing()).isTrue();
        assertThat(alert.name()).isEqualTo("Silence of severity=\"warning\" or group=\"payments\"");
        assertThat(alert.annotations()).containsEntry("summary", "it ends at 2026-03-01 16:00 UTC");
        assertThat(alert.message()).isEqualTo("anna: new keys");
        assertThat(alert.runbook()).contains(silence.id());
        assertThat(ends.look()).isEmpty();
        assertThat(ends.fingerprints()).containsExactly(alert.fingerprint());
        clock.advance(HOUR);
        assertThat(ends.fingerprints()).isEmpty();
    }

    @Test
    void one_that_was_prolonged_ends_soon_no_longer() {
        clock.advance(HOUR.multipliedBy(3));
        assertThat(ends.look()).hasSize(1);
        silences.change(silence.id(), Draft.of(silence).endingAt(START.plus(HOUR.multipliedBy(9))));

        assertThat(ends.fingerprints()).isEmpty();
    }
}
