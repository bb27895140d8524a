package io.rollcall.incoming;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.HandSetClock;
import io.rollcall.alert.Alert;
import io.rollcall.alert.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertmanagerReaderTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final AlertmanagerReader reader = new AlertmanagerReader(new HandSetClock(NOW), Duration.ofMinutes(5));

    private Said one(String alert) {
        return reader.list(("[" + alert + "]").getBytes(StandardCharsets.UTF_8)).get(0);
    }

    @Test
    void a_fingerprint_is_the_one_of_prometheus() {
        // prometheus/common model/signature_test.go
        assertThat(AlertmanagerReader.fingerprint(Map.of("name", "garland, briggs", "fear", "love is not enough")))
                .isEqualTo(Long.toHexString(5799056148416392346L));
    }

    @Test
    void an_alert_is_the_same_whatever_it_says_beside_its_labels() {
        Said first = one("{\"labels\":{\"alertname\":\"A\",\"b\":\"1\"}}");
        Said again = one("{\"annotations\":{\"x\":\"y\"},\"labels\":{\"b\":\"1\",\"c\":\"\",\"alertname\":\"A\"}}");
        Said other = one("{\"labels\":{\"alertname\":\"A\",\"b\":\"2\"}}");
        assertThat(again.key()).isEqualTo(first.key()).isNotEqualTo(other.key());
    }

    @Test
    void it_is_open_until_its_end_or_for_the_resolve_timeout() {
        Said.Fires without = (Said.Fires) one("{\"labels\":{\"a\":\"b\"}}");
        Said.Fires with = (Said.Fires) one("{\"labels\":{\"a\":\"b\"},\"endsAt\":\"2026-03-01T12:01:00+02:00\"}");
        assertThat(without.expiresAt()).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
        assertThat(with.expiresAt()).isEqualTo(NOW.plus(Duration.ofMinutes(1)));
        assertThat(one("{\"labels\":{\"a\":\"b\"},\"endsAt\":\"2026-03-01T10:00:00Z\"}"))
                .isInstanceOf(Said.Ends.class);
        assertThat(one("{\"labels\":{\"a\":\"b\"},\"endsAt\":\"0001-01-01T00:00:00Z\"}"))
                .isInstanceOf(Said.Fires.class);
    }

    @Test
    void what_a_webhook_tells_is_open_until_it_is_resolved() {
        List<Said> said = reader.webhook(
                """
                {"version":"4","alerts":[
                  {"status":"firing","labels":{"alertname":"A"},"endsAt":"0001-01-01T00:00:00Z"},
                  {"status":"resolved","labels":{"alertname":"B"},"endsAt":"2026-03-01T09:00:00Z"}]}
                """
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(((Said.Fires) said.get(0)).expiresAt()).isNull();
        assertThat(said.get(1)).isInstanceOf(Said.Ends.class);
    }

    @Test
    void labels_are_kept_beside_our_own() {
        Alert alert = ((Said.Fires)
                        one(
                                """
                        {"labels":{"alertname":"Slow","integration":"stripe","source":"eu","severity":"Error",
                          "kind":"alertmanager","group":"pay"},
                         "annotations":{"runbook_url":"https://wiki/slow"},"generatorURL":"http://p/graph"}
                        """))
                .alert(null, NOW);
        assertThat(alert.labels())
                .containsEntry("source", "alertmanager")
                .containsEntry("exported_source", "eu")
                .containsEntry("severity", "critical")
                .containsEntry("exported_severity", "Error")
                .containsEntry("rule", "Slow")
                .containsEntry("integration", "stripe")
                .doesNotContainKey("exported_kind");
        assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(alert.group()).isEqualTo("pay");
        assertThat(alert.name()).isEqualTo("stripe");
        assertThat(alert.integration()).startsWith("alertmanager:");
        assertThat(alert.runbook()).isEqualTo("https://wiki/slow");
        assertThat(alert.annotations()).containsEntry("generatorURL", "http://p/graph");
    }

    @Test
    void a_time_that_no_table_could_hold_is_moved() {
        Said.Fires said = (Said.Fires) one(
                "{\"labels\":{\"a\":\"b\"},\"startsAt\":\"1971-01-01T00:00:00Z\",\"endsAt\":\"9999-12-31T23:59:59Z\"}");
        assertThat(said.startsAt()).isAfter(Instant.parse("2015-01-01T00:00:00Z"));
        assertThat(said.expiresAt()).isBefore(Instant.parse("2040-01-01T00:00:00Z"));
    }
}
