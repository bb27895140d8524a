package io.rollcall.incoming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.HandSetClock;
import io.rollcall.alert.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CloudEventReaderTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Map<String, String> HEADERS =
            Map.of("specversion", "1.0", "id", "1", "source", "/shop", "type", "stuck", "subject", "caf%C3%A9+1");

    private final CloudEventReader reader = new CloudEventReader(new HandSetClock(NOW));

    @Test
    void the_three_modes_say_the_same() {
        byte[] data = bytes("{\"severity\":\"info\",\"summary\":\"late\"}");
        String event = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/shop\",\"type\":\"stuck\","
                + "\"subject\":\"café+1\",\"data\":" + new String(data, StandardCharsets.UTF_8) + "}";
        Said binary = reader.binary(HEADERS, "application/json", data).get(0);
        assertThat(reader.structured(bytes(event))).containsExactly(binary);
        assertThat(reader.batch(bytes("[" + event + "," + event + "]"))).containsExactly(binary, binary);
        Said.Fires fires = (Said.Fires) binary;
        assertThat(fires.name()).isEqualTo("café+1");
        assertThat(fires.rule()).isEqualTo("stuck");
        assertThat(fires.severity()).isEqualTo(Severity.INFO);
        assertThat(fires.annotations()).containsEntry("summary", "late");
        assertThat(fires.expiresAt()).isNull();
    }

    @Test
    void an_end_is_about_the_same_alert() {
        Said begin = reader.binary(HEADERS, "", new byte[0]).get(0);
        Said end = reader.binary(HEADERS, "application/json", bytes("{\"status\":\"OK\"}"))
                .get(0);
        assertThat(end).isInstanceOf(Said.Ends.class);
        assertThat(end.key()).isEqualTo(begin.key());
        Map<String, String> other = new HashMap<>(HEADERS);
        other.put("subject", "other");
        assertThat(reader.binary(other, "", new byte[0]).get(0).key()).isNotEqualTo(begin.key());
    }

    @Test
    void data_that_is_text_is_the_summary() {
        Said.Fires said = (Said.Fires)
                reader.binary(HEADERS, "text/plain", bytes("late\u0007again")).get(0);
        assertThat(said.annotations()).containsEntry("summary", "lateagain");
    }

    @Test
    void what_is_missing_or_wrong_is_named() {
        Map<String, String> none = Map.of("specversion", "1.0", "id", "1", "source", "/shop");
        assertThatThrownBy(() -> reader.binary(none, "", new byte[0]))
                .isInstanceOfSatisfying(
                        BadReport.class, e -> assertThat(e.field()).isEqualTo("type"));
        Map<String, String> bad = new HashMap<>(HEADERS);
        bad.put("subject", "%zz");
        assertThatThrownBy(() -> reader.binary(bad, "", new byte[0]))
                .isInstanceOfSatisfying(
                        BadReport.class, e -> assertThat(e.field()).isEqualTo("ce-subject"));
        assertThatThrownBy(() -> reader.binary(HEADERS, "application/json", bytes("{\"status\":\"odd\"}")))
                .isInstanceOfSatisfying(
                        BadReport.class, e -> assertThat(e.field()).isEqualTo("data.status"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
