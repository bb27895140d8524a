package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.app.RemoteStatus;
import io.rollcall.app.RemoteStatus.Background;
import io.rollcall.web.StatusReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatusScreenTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Background BACKGROUND = new Background(
            NOW.minus(Duration.ofMinutes(45 * 1440 + 13 * 60 + 27)),
            NOW.minus(Duration.ofHours(72)),
            10_000L,
            30L,
            12L,
            0L,
            Map.of("retell", 99.97, "calcom", 98.2, "redis", 100.0));

    @Test
    void the_whole_stands_in_a_box_above_its_parts() {
        assertThat(lines(new Terminal(false, false, true), 100_000, BACKGROUND))
                .containsExactly(
                        "┌────────────────────────────────────────────────────────────────────────────┐",
                        "│ SYSTEM HEALTH: 83.3% █████████████████░░░░                                 │",
                        "├────────────────────────────────────────────────────────────────────────────┤",
                        "│ Uptime: 45d 13h 27m | Last incident: 72h ago | Queue depth: 12             │",
                        "│ Error rate: 0.3% | Messages waiting: 0 | Healthy: 2 | Degraded: 1          │",
                        "│ Down: 0                                                                    │",
                        "└────────────────────────────────────────────────────────────────────────────┘",
                        "   SERVICE    STATUS       LATENCY  UPTIME (30d)  BREAKER",
                        "⚠️  Cal.com    DEGRADED       850ms        98.20%  HALF-OPEN  response time: 850ms",
                        "✅ Redis      HEALTHY          3ms       100.00%  CLOSED",
                        "✅ Retell.ai  HEALTHY         45ms        99.97%  CLOSED",
                        "",
                        "3 integrations: 2 healthy, 1 degraded, 0 down, 0 unknown (from the running engine)");
    }

    @Test
    void no_line_is_wider_than_the_terminal_and_nothing_of_it_is_drawn_where_there_is_only_ascii() {
        for (int columns : new int[] {20, 40, 60, 80, 120}) {
            assertThat(lines(new Terminal(true, false, false), columns, BACKGROUND))
                    .allSatisfy(line -> {
                        assertThat(Columns.of(line)).isLessThanOrEqualTo(Math.max(columns, 45));
                        assertThat(line).matches("\\p{ASCII}*");
                    });
        }
        assertThat(lines(new Terminal(true, false, false), 80, BACKGROUND).get(1))
                .startsWith("| SYSTEM HEALTH: 83.3% #################....")
                .endsWith(" |");
    }

    @Test
    void colours_are_for_terminals_that_want_them() {
        assertThat(lines(new Terminal(true, true, true), 80, BACKGROUND)).anyMatch(line -> line.contains("\u001b[33m"));
        assertThat(lines(new Terminal(true, false, true), 80, BACKGROUND)).noneMatch(line -> line.contains("\u001b"));
    }

    @Test
    void what_nobody_tells_is_left_out_and_a_message_cannot_move_the_cursor() {
        StatusReport report = StatusReport.of(
                NOW,
                List.of(
                        line("x", "X", "down", null, "gone \u001b[2J\r\nand away"),
                        line("y", "Y", "unknown", null, null)));
        List<String> lines = new StatusScreen(new Terminal(false, false, true), 100)
                .of(new RemoteStatus.Answer(report, "from the database"), Background.NONE, 1);
        assertThat(lines)
                .contains(
                        "│ Last incident: ongoing | Healthy: 0 | Degraded: 0 | Down: 1                │",
                        "❌ X        DOWN               -             -  CLOSED     gone  [2J and away",
                        "   and 1 more");
    }

    @Test
    void an_uptime_is_never_rounded_up_to_all_of_it() {
        assertThat(StatusScreen.health(new StatusReport.Summary(3, 0, 0, 0, 3, 0, 0)))
                .isNull();
        List<StatusReport.Line> many = IntStream.range(0, 2000)
                .mapToObj(i -> line("k" + i, "K" + i, i == 0 ? "down" : "healthy", 1.0, null))
                .toList();
        assertThat(new StatusScreen(Terminal.NONE, 100)
                        .of(new RemoteStatus.Answer(StatusReport.of(NOW, many), ""), Background.NONE, 1)
                        .get(1))
                .contains("99.9% ");
    }

    private static List<String> lines(Terminal terminal, int columns, Background background) {
        StatusReport report = StatusReport.of(
                NOW,
                List.of(
                        line("retell", "Retell.ai", "healthy", 45.2, null),
                        line("calcom", "Cal.com", "degraded", 850.0, "response time: 850ms"),
                        line("redis", "Redis", "healthy", 3.0, null)));
        return new StatusScreen(terminal, columns)
                .of(new RemoteStatus.Answer(report, "from the running engine"), background, Integer.MAX_VALUE);
    }

    private static StatusReport.Line line(
            String key, String name, String status, @Nullable Double ms, @Nullable String message) {
        String breaker = status.equals("degraded") ? "HALF_OPEN" : "CLOSED";
        return new StatusReport.Line(key, name, null, "http", true, status, NOW, NOW, false, ms, 0, breaker, message);
    }

    @Test
    void a_sentence_is_broken_between_words_where_lines_are_short() {
        assertThat(Columns.wrapped("no engine answers at http://localhost:8080; trying again", 24))
                .containsExactly("no engine answers at", "http://localhost:8080;", "trying again");
        assertThat(Columns.wrapped("http://localhost:8080", 10)).containsExactly("http://l..");
    }
}
