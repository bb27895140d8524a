package io.rollcall.playback;

import io.rollcall.integration.Integration;
import io.rollcall.integration.Integration.Alerting;
import io.rollcall.integration.Integration.BreakerSettings;
import io.rollcall.integration.Integration.Cadence;
import io.rollcall.integration.Integration.Thresholds;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An integration as it is when its author sets nothing. */
final class AnyIntegration {
    private AnyIntegration() {}

    static Integration called(String key) {
        Duration minute = Duration.ofMinutes(1);
        return new Integration(
                key,
                key,
                "http",
                null,
                new Cadence(true, minute.multipliedBy(5), minute, Duration.ofSeconds(5), Duration.ofSeconds(15)),
                new Thresholds(Duration.ofSeconds(2), 3, 2),
                new BreakerSettings(5, minute, 3, 2),
                new Alerting(true, List.of()),
                List.of(),
                null,
                Map.of(),
                null);
    }
}
