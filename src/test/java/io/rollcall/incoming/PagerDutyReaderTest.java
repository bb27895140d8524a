package io.rollcall.incoming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.HandSetClock;
import io.rollcall.alert.Alert;
import io.rollcall.alert.Severity;
import io.rollcall.incoming.PagerDutyReader.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PagerDutyReaderTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final PagerDutyReader reader = new PagerDutyReader(new HandSetClock(NOW));

    private Event event(String text) {
        return reader.event(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_trigger_carries_all_that_it_says() {
        Event event = event(
                """
                {"routing_key":"k","event_action":"trigger","dedup_key":"d/1","client":"cron",
                 "links":[{"href":"https://wiki/backup"}],
                 "payload":{"summary":"it failed","source":"db-2","severity":"error","class":"backup","group":"data",
                   "timestamp":"2026-03-01T09:00:00.000+0000","custom_details":{"free":"1 GB","tries":3,"deep":{"a":1}}}}
                """);
        Alert alert = ((Said.Fires) event.said().get(0)).alert(null, NOW);
        assertThat(event.dedupKey()).isEqualTo("d/1");
        assertThat(alert.integration()).isEqualTo("pagerduty:d/1");
        assertThat(alert.rule()).isEqualTo("backup");
        assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(alert.startedAt()).isEqualTo(Instant.parse("2026-03-01T09:00:00Z"));
        assertThat(alert.labels()).containsEntry("host", "db-2").containsEntry("group", "data");
        assertThat(alert.annotations())
                .containsEntry("summary", "it failed")
                .containsEntry("free", "1 GB")
                .containsEntry("tries", "3")
                .containsEntry("client", "cron")
                .doesNotContainKey("deep");
        assertThat(alert.runbook()).isEqualTo("https://wiki/backup");
    }

    @Test
    void a_trigger_without_a_key_gets_one_of_its_own() {
        String trigger = "{\"routing_key\":\"k\",\"event_action\":\"trigger\",\"payload\":"
                + "{\"summary\":\"s\",\"source\":\"h\",\"severity\":\"info\"}}";
        assertThat(event(trigger).dedupKey())
                .hasSize(32)
                .isNotEqualTo(event(trigger).dedupKey());
    }

    @Test
    void to_acknowledge_says_who_looks_after_it_and_to_resolve_ends() {
        String resolve = "{\"routing_key\":\"k\",\"event_action\":\"resolve\",\"dedup_key\":\"d\"}";
        assertThat(event(resolve).said()).containsExactly(new Said.Ends("pagerduty", "d"));
        assertThat(event(resolve.replace("resolve", "acknowledge")).said())
                .singleElement()
                .isInstanceOf(Said.Acknowledged.class);
        assertThatThrownBy(() -> event(resolve.replace("resolve", "snooze"))).isInstanceOf(BadReport.class);
        assertThatThrownBy(() -> event("{\"routing_key\":\"k\",\"event_action\":\"resolve\"}"))
                .isInstanceOfSatisfying(
                        BadReport.class, e -> assertThat(e.field()).isEqualTo("dedup_key"));
    }
}
