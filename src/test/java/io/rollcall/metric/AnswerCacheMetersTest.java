package io.rollcall.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.rollcall.probe.AnswerCache;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class AnswerCacheMetersTest {
    @Test
    void how_often_a_kept_answer_spares_a_call_stands_at_metrics() {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new EngineMeters(meters).bind(new AnswerCache(10, Clock.systemUTC()));
        assertThat(meters.scrape())
                .contains(
                        "rollcall_answer_cache_hits_total 0.0",
                        "rollcall_answer_cache_misses_total 0.0",
                        "rollcall_answer_cache_hit_rate 1.0",
                        "rollcall_answer_cache_entries 0.0");
    }
}
