package io.rollcall.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamMessageTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void the_first_message_tells_everything() {
        StreamMessage message = StreamMessage.between(null, report(line("a", 5.0), line("b", null)), "v");

        assertThat(message.services()).extracting(StatusReport.Line::key).containsExactly("a", "b");
        assertThat(message.latency()).containsOnlyKeys("a").containsEntry("a", 5.0);
        assertThat(message.summary().total()).isEqualTo(2);
    }

    @Test
    void later_ones_tell_what_has_changed_and_what_is_gone() {
        StatusReport before = report(line("a", 5.0), line("b", 6.0), line("c", 7.0));
        StreamMessage message = StreamMessage.between(before, report(line("a", 5.0), line("b", 9.0)), "v");

        assertThat(message.services()).isEmpty();
        assertThat(message.checked()).containsOnly(Map.entry("b", NOW.toEpochMilli()));
        assertThat(message.latency()).containsOnly(Map.entry("b", 9.0));
        assertThat(message.removed()).containsExactly("c");
    }

    @Test
    void a_line_is_told_whole_when_it_says_something_else_or_was_not_measured() {
        StatusReport before = report(line("a", 5.0), line("b", 6.0));
        StatusReport.Line down = new StatusReport.Line(
                "a", "a", null, "http", true, "down", NOW, NOW, false, 9.0, 3, "CLOSED", "Connection refused");
        StreamMessage message = StreamMessage.between(before, report(down, line("b", null), line("new", 1.0)), "v");

        assertThat(message.services()).extracting(StatusReport.Line::key).containsExactly("a", "b", "new");
        assertThat(message.checked()).isEmpty();
        assertThat(message.latency()).containsOnlyKeys("a", "new");
    }

    @Test
    void nothing_is_said_when_nothing_has_changed() {
        StatusReport report = report(line("a", 5.0));

        assertThat(StreamMessage.between(report, report, "v").saysNothing()).isTrue();
        assertThat(StreamMessage.between(null, report, "v").saysNothing()).isFalse();
    }

    private static StatusReport report(StatusReport.Line... lines) {
        return StatusReport.of(NOW, List.of(lines));
    }

    private static StatusReport.Line line(String key, Double latency) {
        return new StatusReport.Line(
                key, key, null, "http", true, "healthy", NOW, NOW, false, latency, 0, "CLOSED", null);
    }
}
