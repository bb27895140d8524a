package io.rollcall.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricNameTest {

    @Test
    void a_name_may_have_a_unit() {
        assertThat(MetricName.parse("jobs")).isEqualTo(new MetricName("jobs", ""));
        assertThat(MetricName.parse(" revenue_today (EUR) ")).isEqualTo(new MetricName("revenue_today", "EUR"));
        assertThat(MetricName.complaint("")).isEmpty();
    }

    @Test
    void what_is_no_name_or_not_free_is_told() {
        assertThat(MetricName.complaint("Jobs of today").orElseThrow())
                .contains("'Jobs of today' names no metric; write name or name (unit)");
        assertThat(MetricName.complaint("rollcall_checks").orElseThrow()).contains("the engine's own");
        assertThat(MetricName.complaint("value").orElseThrow()).contains("choose another name");
    }
}
