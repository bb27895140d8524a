package io.rollcall.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rollcall.integration.AnIntegration;
import io.rollcall.integration.Integration.Alerting;
import io.rollcall.integration.QuietHours;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What rules do while nobody wants to be woken. */
class QuietHoursAlertsTest extends AlertRulesScene {
    @Test
    void in_quiet_hours_no_alert_begins_and_one_that_still_holds_afterwards_fires_then() {
        quietUntil("13:00");
        register("outage", "status == DOWN", Severity.CRITICAL);
        observe("stripe", "DDDD");
        observe("retell", "DDDHH");
        pass(Duration.ofMinutes(50));
        assertThat(told).isEmpty();
        pass(Duration.ofMinutes(10));

        assertThat(told)
                .extracting(Alert::integration, Alert::startedAt)
                .containsExactly(tuple("stripe", START.plusSeconds(1)));
    }

    @Test
    void what_fired_before_the_quiet_hours_ends_in_them() {
        register("outage", "status == DOWN", Severity.CRITICAL);
        observe("stripe", "DDD");
        quietUntil("13:00");
        observe("stripe", "DHH");

        assertThat(told).extracting(Alert::firing).containsExactly(true, false);
    }

    private void quietUntil(String end) {
        QuietHours quiet = QuietHours.parse("11:00-" + end, ZoneOffset.UTC);
        for (String key : List.of("stripe", "retell")) {
            integrations.put(AnIntegration.called(key)
                    .with(new Alerting(true, List.of(), quiet))
                    .build());
        }
    }
}
