package io.rollcall.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.alert.Alert;
import io.rollcall.calendar.Calendars;
import io.rollcall.calendar.TimeIntervals;
import io.rollcall.notify.Alerts;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** What the router can ask of an alert. */
class ConditionLanguageTest {
    private final CamelContext context = new DefaultCamelContext();
    private final Calendars calendars = new Calendars();
    private final ConditionLanguage language = new ConditionLanguage(calendars);

    @Test
    void it_speaks_of_what_an_alert_is_about() {
        assertThat(holds("severity == CRITICAL and group == \"payments\" and kind == \"http\""))
                .isTrue();
        assertThat(holds("status == DOWN and label.group == \"payments\"")).isTrue();
        assertThat(holds("severity == WARNING or rule == \"other\"")).isFalse();
        assertThat(holds("label.team == \"\""))
                .as("a label that it does not have")
                .isTrue();
    }

    @Test
    void it_knows_the_times_that_files_declare_and_decides_nothing_by_others() {
        calendars.takeIntervals(Map.of("office", TimeIntervals.parse("sun 09:00-11:00", ZoneId.of("UTC"))));

        assertThat(holds("during.office")).as("Sunday at ten").isTrue();
        assertThat(language.createPredicate("during.office")
                        .matches(exchange(Alerts.critical().ended(Instant.parse("2026-03-02T10:00:00Z")))))
                .as("Monday")
                .isFalse();
        assertThat(holds("during.holidays")).isFalse();
        assertThat(holds("not during.holidays")).isFalse();
    }

    @Test
    void nonsense_is_refused_with_what_would_be_right() {
        assertThatThrownBy(() -> language.createPredicate("severty == CRITICAL"))
                .hasMessageContaining("unknown variable 'severty'; did you mean severity?");
    }

    private boolean holds(String condition) {
        return language.createPredicate(condition).matches(exchange(Alerts.critical()));
    }

    private DefaultExchange exchange(Alert alert) {
        DefaultExchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(alert);
        return exchange;
    }
}
