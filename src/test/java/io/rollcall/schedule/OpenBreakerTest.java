package io.rollcall.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.check.Checks;
import io.rollcall.integration.Integration;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenBreakerTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final Schedule schedule = new Schedule(Clock.fixed(NOW, ZoneOffset.UTC));
    private final Integration integration =
            Checks.of("tcp", Duration.ofSeconds(1), Map.of()).integration();

    @Test
    void an_open_time_that_ended_during_the_judgement_makes_its_integration_due_at_once() {
        schedule.put(integration);
        assertThat(schedule.due()).hasSize(1);

        schedule.finished(integration.key(), false, NOW.minusMillis(50));

        assertThat(schedule.nextDue(integration.key())).isEqualTo(NOW);
    }
}
