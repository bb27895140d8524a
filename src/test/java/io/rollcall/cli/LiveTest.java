package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveTest {
    private static final String PAGE =
            """
            # HELP rollcall_check_duration_seconds How long checks took
            # TYPE rollcall_check_duration_seconds summary
            rollcall_check_duration_seconds_count{integration="a",status="healthy"} %d
            rollcall_check_duration_seconds_sum{integration="a",status="healthy"} %s
            rollcall_check_duration_seconds_count{integration="b",status="down"} 0
            rollcall_checks_running 3.0
            process_cpu_usage 0.042
            system_cpu_usage NaN
            jvm_memory_used_bytes{area="heap",id="Eden Space"} 1.073741824E9
            jvm_memory_used_bytes{area="heap",id="Tenured Gen"} 1.073741824E9
            jvm_memory_used_bytes{area="nonheap",id="Metaspace"} 5.0E7
            jvm_memory_max_bytes{area="heap",id="Tenured Gen"} 4.294967296E9
            rollcall_database_up 1.0
            """;

    @Test
    void what_is_measured_stands_in_the_box_and_nothing_else() {
        Live live = between(PAGE.formatted(100, "10.0"), PAGE.formatted(354, "57.498"));
        assertThat(new Box(true, 47).of("LIVE METRICS", List.of(live.lines())))
                .containsExactly(
                        "┌─ LIVE METRICS ──────────────────────────────┐",
                        "│ Checks/sec: 127.0                           │",
                        "│ Avg Response: 187ms                         │",
                        "│ Running: 3                                  │",
                        "│ CPU Usage: 4%                               │",
                        "│ Memory: 2.0GB/4.0GB                         │",
                        "│ Database: up                                │",
                        "└─────────────────────────────────────────────┘");
    }

    @Test
    void an_engine_that_was_started_anew_counts_from_zero() {
        Live live = between(PAGE.formatted(100_000, "10000.0"), PAGE.formatted(4, "0.4"));
        assertThat(live.checksPerSecond()).isEqualTo(2.0);
        assertThat(live.averageResponseMs()).isEqualTo(100.0);
        assertThat(between(PAGE.formatted(5, "1.0"), PAGE.formatted(5, "1.0")).averageResponseMs())
                .isNull();
        assertThat(between("<html>\u0000", "garbage { }").lines())
                .containsExactly("Checks/sec: 0.0", "Avg Response: -");
    }

    private static Live between(String before, String now) {
        return Live.between(new Scrape(before), new Scrape(now), Instant.EPOCH, Duration.ofSeconds(2));
    }
}
