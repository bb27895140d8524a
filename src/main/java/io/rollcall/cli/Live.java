package io.rollcall.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How the engine does at one moment (requirement 000-22); null is what it does not measure.
 *
 * @param checksPerSecond since the moment before
 * @param averageResponseMs of these checks; null when there was none
 * @param cpu share of the machine's processors that the engine uses, from 0 to 1
 * @param machineCpu share that all programs use
 * @param heapUsedBytes of memory, garbage among it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Live(
        Instant timestamp,
        double checksPerSecond,
        @Nullable Double averageResponseMs,
        @Nullable Double checksRunning,
        @Nullable Double cpu,
        @Nullable Double machineCpu,
        @Nullable Double heapUsedBytes,
        @Nullable Double heapMaxBytes,
        @Nullable Double alertsFiring,
        @Nullable Double messagesWaiting,
        @Nullable Double entriesWaiting,
        @Nullable Boolean databaseUp) {
    private static final double GIGABYTE = 1024.0 * 1024 * 1024;
    private static final String COUNT = "rollcall_check_duration_seconds_count";
    private static final String SUM = "rollcall_check_duration_seconds_sum";

    /** What happened between two moments, and how it is at the later one. */
    static Live between(Scrape before, Scrape now, Instant at, Duration between) {
        double checks = rise(before.sum(COUNT), now.sum(COUNT));
        double seconds = rise(before.sum(SUM), now.sum(SUM));
        Double up = value(now.sum("rollcall_database_up"));
        return new Live(
                at,
                checks / Math.max(0.001, between.toNanos() / 1e9),
                checks > 0 ? 1000 * seconds / checks : null,
                value(now.sum("rollcall_checks_running")),
                value(now.sum("process_cpu_usage")),
                value(now.sum("system_cpu_usage")),
                value(now.sum("jvm_memory_used_bytes", "area=\"heap\"")),
                positive(now.sum("jvm_memory_max_bytes", "area=\"heap\"")),
                value(now.sum("rollcall_alerts_firing")),
                value(now.sum("rollcall_notifications_waiting")),
                value(now.sum("rollcall_spool_entries")),
                up == null ? null : up > 0);
    }

    /** An engine that was started anew counts from zero. */
    private static double rise(OptionalDouble before, OptionalDouble now) {
        double end = now.orElse(0);
        double start = before.orElse(0);
        return end >= start ? end - start : end;
    }

    private static @Nullable Double value(OptionalDouble value) {
        return value.isPresent() && value.getAsDouble() >= 0 ? value.getAsDouble() : null;
    }

    private static @Nullable Double positive(OptionalDouble value) {
        return value.isPresent() && value.getAsDouble() > 0 ? value.getAsDouble() : null;
    }

    /** A line for each that is measured. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Checks/sec: " + text("%.1f", checksPerSecond));
        lines.add("Avg Response: " + (averageResponseMs == null ? "-" : text("%.0fms", averageResponseMs)));
        add(lines, "Running: %.0f", checksRunning);
        if (cpu != null) {
            lines.add(text("CPU Usage: %.0f%%", 100 * cpu)
                    + (machineCpu == null ? "" : text(" (machine: %.0f%%)", 100 * machineCpu)));
        }
        if (heapUsedBytes != null) {
            lines.add(text("Memory: %.1fGB", heapUsedBytes / GIGABYTE)
                    + (heapMaxBytes == null ? "" : text("/%.1fGB", heapMaxBytes / GIGABYTE)));
        }
        add(lines, "Alerts firing: %.0f", alertsFiring);
        add(lines, "Messages waiting: %.0f", messagesWaiting);
        add(lines, "Entries to record: %.0f", entriesWaiting);
        if (databaseUp != null) {
            lines.add("Database: " + (databaseUp ? "up" : "away"));
        }
        return lines;
    }

    private static void add(List<String> lines, String format, @Nullable Double value) {
        if (value != null) {
            lines.add(text(format, value));
        }
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
