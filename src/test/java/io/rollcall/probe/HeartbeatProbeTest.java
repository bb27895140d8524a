package io.rollcall.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.HandSetClock;
import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Checks;
import io.rollcall.check.Metric;
import io.rollcall.heartbeat.HeartbeatCall;
import io.rollcall.heartbeat.Heartbeats;
import io.rollcall.integration.Integration;
import io.rollcall.integration.Integrations;
import io.rollcall.integration.Status;
import io.rollcall.store.JournalEntry;
import io.rollcall.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeartbeatProbeTest {
    private static final Instant NOON = Instant.parse("2026-03-28T12:00:00Z");

    private final HandSetClock clock = new HandSetClock(NOON);
    private final Integrations integrations = new Integrations();
    private final List<JournalEntry> journal = new ArrayList<>();
    private final Heartbeats heartbeats = new Heartbeats(integrations, journal::addAll, clock);
    private final HeartbeatProbe probe = new HeartbeatProbe(heartbeats, new Judgement());

    @Test
    void a_job_that_never_called_is_unknown_until_its_call_is_late() {
        job(Map.of("every", "1h"));
        assertThat(look().status()).isEqualTo(Status.UNKNOWN);
        assertThat(look().message()).isEqualTo("No heartbeat yet, expected every 1h");

        clock.advance(Duration.ofMinutes(66));
        assertThat(look().status()).isEqualTo(Status.DOWN);
    }

    @Test
    void a_call_in_time_is_healthy_and_a_late_one_is_down_after_the_grace() {
        job(Map.of("every", "1h"));
        call(0, null, null);
        clock.advance(Duration.ofMinutes(65));
        assertThat(look().status()).isEqualTo(Status.HEALTHY);

        clock.advance(Duration.ofSeconds(1));
        CheckResult late = look();
        assertThat(late.status()).isEqualTo(Status.DOWN);
        assertThat(late.message()).isEqualTo("No heartbeat since 2026-03-28T12:00:00Z, expected every 1h");

        call(0, null, null);
        assertThat(look().status()).isEqualTo(Status.HEALTHY);
    }

    @Test
    void a_schedule_keeps_its_hour_when_the_clocks_change() {
        job(Map.of("schedule", "0 3 * * *", "timezone", "Europe/Berlin", "grace", "1m"));
        call(0, null, null);
        // In the night of March 29th summer time begins: 3:00 in Berlin is 1:00 in UTC, not 2:00.
        clock.advance(Duration.between(NOON, Instant.parse("2026-03-29T01:01:00Z")));
        assertThat(look().status()).isEqualTo(Status.HEALTHY);

        clock.advance(Duration.ofSeconds(1));
        assertThat(look().message())
                .isEqualTo("No heartbeat since 2026-03-28T12:00:00Z, expected at 0 3 * * * (Europe/Berlin)");
    }

    @Test
    void a_job_that_reports_failure_is_down_with_its_log_without_secrets() {
        job(Map.of());
        call(3, 12_000L, "disk full, token was shared-secret");
        CheckResult failed = look();
        assertThat(failed.status()).isEqualTo(Status.DOWN);
        assertThat(failed.message()).isEqualTo("The job reported failure: exit status 3");
        assertThat(failed.details()).containsEntry("exitStatus", 3).containsEntry("log", "disk full, token was ***");
        assertThat(journal.toString()).doesNotContain("shared-secret");

        clock.advance(Duration.ofMinutes(6));
        assertThat(look().details()).doesNotContainKey("log");
    }

    @Test
    void what_the_job_says_can_be_judged() {
        job(Map.of("sub-checks", "runtime: job_duration < 10s\nwarnings: not (log matches \".*WARN.*\")"));
        call(0, 12_000L, "all\nWARN few left\n");
        CheckResult result = look();
        assertThat(result.status()).isEqualTo(Status.DEGRADED);
        assertThat(result.message()).startsWith("runtime: job_duration (12s) < 10s; warnings: not");
        assertThat(result.metrics()).extracting(Metric::name).containsExactly("since_call", "job_duration");
    }

    @Test
    void a_wrong_token_or_key_is_refused_and_a_long_log_is_cut() {
        job(Map.of());
        assertThat(heartbeats.accept("thing", "shared-secreT", 0, null, null)).isEmpty();
        assertThat(heartbeats.accept("thing", null, 0, null, null)).isEmpty();
        assertThat(heartbeats.accept("other", "shared-secret", 0, null, null)).isEmpty();
        assertThat(heartbeats.accept("other", null, 0, null, null)).isEmpty();
        assertThat(journal).isEmpty();

        assertThat(heartbeats.accept("thing", "shared-secret", 0, null, "x".repeat(20_000)))
                .hasValueSatisfying(call -> assertThat(call.log()).hasSize(10_240));
    }

    @Test
    void a_full_disk_loses_no_call_of_this_run() {
        Heartbeats unkept = new Heartbeats(
                integrations,
                entries -> {
                    throw new StoreException("disk full", new IOException());
                },
                clock);
        job(Map.of());
        assertThat(unkept.accept("thing", "shared-secret", 0, null, null)).isPresent();
        assertThat(unkept.last("thing")).isPresent();
    }

    @Test
    void of_what_comes_back_after_a_restart_the_newest_counts() {
        HeartbeatCall newest = new HeartbeatCall("thing", NOON, 0, null, null);
        heartbeats.restore(List.of(newest, new HeartbeatCall("thing", NOON.minusSeconds(1), 1, null, null)));
        assertThat(heartbeats.last("thing")).contains(newest);
    }

    @Test
    void mistakes_are_named() {
        assertThat(HeartbeatProbe.KIND.rules().get("schedule").apply("61 3 * * *"))
                .hasValueSatisfying(complaint -> assertThat(complaint).contains("0 3 * * 1-5"));
        assertThat(HeartbeatProbe.KIND.rules().get("timezone").apply("Berlin")).isPresent();
        assertThat(HeartbeatProbe.KIND.rules().get("schedule").apply("0 3 * * 1-5"))
                .isEmpty();
    }

    private void job(Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>(more);
        parameters.put("token", "shared-secret");
        Integration job = Checks.integration("heartbeat", Duration.ofSeconds(1), Duration.ofSeconds(1), parameters);
        integrations.put(job);
    }

    private void call(int status, Long duration, String log) {
        assertThat(heartbeats.accept("thing", "shared-secret", status, duration, log))
                .isPresent();
    }

    private CheckResult look() {
        return probe.run(new Check(integrations.find("thing").orElseThrow(), clock.instant()));
    }
}
