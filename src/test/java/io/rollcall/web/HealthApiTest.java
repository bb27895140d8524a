package io.rollcall.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.rollcall.HandSetClock;
import io.rollcall.check.Results;
import io.rollcall.integration.AnIntegration;
import io.rollcall.integration.Integrations;
import io.rollcall.integration.MaintenanceWindow;
import io.rollcall.judge.Judge;
import io.rollcall.store.DatabaseState;
import io.rollcall.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthApiTest {
    private final HandSetClock clock = new HandSetClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final Integrations integrations = new Integrations();
    private final Judge judge = new Judge(integrations, entries -> {});
    private final DatabaseState database = new DatabaseState();
    private final Vitals vitals = new Vitals(
            new Vitals.Deployment("1.0.0", "test", "here", "1", clock.instant()),
            database,
            Map.of("database", () -> {}, "storage", () -> {
                throw new IOException("read-only");
            }));
    private final ObjectMapper json = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    private String breaker = "CLOSED";
    private final HealthApi api =
            new HealthApi(new StatusBoard(integrations, judge, key -> breaker), vitals, clock, json);

    @Test
    void rollcall_is_degraded_while_its_database_is_away() {
        database.reached();
        clock.advance(Duration.ofSeconds(90));
        assertThat(api.health().checks().get("database").status()).isEqualTo("healthy");
        assertThat(api.health().checks().get("storage")).isEqualTo(new Vitals.Part("down", null));
        assertThat(api.health().uptime()).isEqualTo(90);
        database.missed(new StoreException("away", new IOException("away")));

        assertThat(api.health().status()).isEqualTo("degraded");
        assertThat(api.health().checks().get("database").status()).isEqualTo("down");
    }

    @Test
    void the_worst_stands_first_and_names_decide_among_equals() {
        watch("a", "H");
        watch("b", "DDD");
        watch("c", "U");
        watch("d", "G");
        watch("e", "H");
        StatusReport report = api.status();

        assertThat(report.status()).isEqualTo("down");
        assertThat(report.integrations()).extracting(StatusReport.Line::key).containsExactly("b", "d", "c", "a", "e");
        assertThat(report.summary()).isEqualTo(new StatusReport.Summary(5, 2, 1, 1, 1, 0, 0));
        assertThat(report.integrations().get(0)).satisfies(line -> {
            assertThat(line.consecutiveFailures()).isEqualTo(3);
            assertThat(line.message()).isEqualTo("Connection refused");
            assertThat(line.responseTimeMs()).isEqualTo(5.0);
            assertThat(line.breaker()).isEqualTo("CLOSED");
        });
    }

    @Test
    void the_whole_is_unknown_only_when_nothing_else_is_known() {
        assertThat(api.status().status()).isEqualTo("unknown");
        watch("a", "U");
        assertThat(api.status().status()).isEqualTo("unknown");
        watch("b", "H");
        assertThat(api.status().status()).isEqualTo("healthy");
    }

    @Test
    void a_disabled_integration_is_unknown_never_stale_and_does_not_count_for_the_whole() {
        watch("a", "DDD");
        watch("b", "H");
        integrations.put(AnIntegration.called("a").disabled().build());
        clock.advance(Duration.ofMinutes(9));
        StatusReport report = api.status();

        assertThat(report.status()).isEqualTo("healthy");
        assertThat(report.integrations().get(0).message()).isEqualTo("Disabled");
        assertThat(report.integrations()).noneMatch(StatusReport.Line::stale);
    }

    @Test
    void what_was_not_checked_for_twice_its_interval_is_stale() {
        watch("a", "H");
        clock.advance(Duration.ofMinutes(10));
        assertThat(api.status().summary().stale()).isZero();
        clock.advance(Duration.ofMillis(1));

        assertThat(api.status().summary().stale()).isOne();
    }

    @Test
    void the_json_says_what_is_true_now_however_often_it_was_asked_for() throws Exception {
        watch("a", "H");
        watch("b", "DDD");
        assertThat(written()).isEqualTo(plain());
        StatusReport.Line before = api.status().integrations().get(1);
        assertThat(api.status().integrations().get(1)).isSameAs(before);

        clock.advance(Duration.ofMinutes(11));
        assertThat(written()).isEqualTo(plain()).contains("\"stale\":true");
        breaker = "OPEN";
        assertThat(written()).isEqualTo(plain()).contains("OPEN").doesNotContain("CLOSED");
        watch("a", "D");
        assertThat(written()).isEqualTo(plain()).contains("\"stale\":false");
        integrations.put(AnIntegration.called("a").disabled().build());
        assertThat(written()).isEqualTo(plain()).contains("Disabled");
        Instant now = clock.instant();
        integrations.plan(
                List.of(new MaintenanceWindow("b", null, now, now.plusSeconds(60), "new disks", false, true, null)));
        assertThat(written()).isEqualTo(plain()).contains("new disks");
        integrations.remove("a");
        assertThat(written()).isEqualTo(plain()).contains("\"total\":1");
    }

    private String written() throws Exception {
        return api.statusJson().toString();
    }

    private String plain() throws Exception {
        return json.writeValueAsString(api.status());
    }

    private void watch(String key, String outcomes) {
        integrations.put(AnIntegration.called(key).build());
        Instant at = clock.instant().minusSeconds(outcomes.length() - 1L);
        for (char letter : outcomes.toCharArray()) {
            judge.judgeAll(List.of(Results.of(letter, key, at)));
            at = at.plusSeconds(1);
        }
    }
}
