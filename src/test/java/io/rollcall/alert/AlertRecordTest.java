package io.rollcall.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.rollcall.HandSetClock;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Metric;
import io.rollcall.check.Results;
import io.rollcall.integration.AnIntegration;
import io.rollcall.integration.Integrations;
import io.rollcall.judge.Judge;
import io.rollcall.store.Database;
import io.rollcall.store.Jdbc;
import io.rollcall.store.JournalEntry;
import io.rollcall.store.PostgresExtension;
import io.rollcall.store.Sql;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the database keeps of rules, alerts and outcomes is enough to go on as if nothing had happened. */
@ExtendWith(PostgresExtension.class)
class AlertRecordTest {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .build();

    private final HandSetClock clock =
            new HandSetClock(Instant.now().minusSeconds(3600).truncatedTo(ChronoUnit.SECONDS));
    private final Integrations integrations = new Integrations();
    private final List<Alert> told = new ArrayList<>();
    private final Jdbc jdbc;
    private final Judge judge;
    private AlertRules rules;

    AlertRecordTest(Database database) {
        this.jdbc = new Jdbc(database.dataSource());
        this.judge = new Judge(integrations, this::write);
        this.rules = new AlertRules(integrations, judge, this::write, clock);
    }

    private void write(List<? extends JournalEntry> entries) {
        try {
            List<String> lines = new ArrayList<>();
            for (JournalEntry entry : entries) {
                lines.add(JSON.writeValueAsString(entry));
            }
            jdbc.run("record-batch", "[" + String.join(",", lines) + "]");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void watch(Sql sql) throws Exception {
        sql.execute("INSERT INTO integration_health (integration_key, integration_name, integration_type)"
                + " VALUES ('stripe', 'Stripe', 'http'), ('paypal', 'PayPal', 'http')");
        integrations.put(AnIntegration.called("stripe").in("payments").build());
        integrations.put(AnIntegration.called("paypal").in("payments").build());
    }

    private void register() {
        rule("errors", "condition", "error_rate >= 50% and failures >= 3", "keep-firing-for", "1m");
        rule("group", "condition", "failures >= 3", "per", "group");
        rule("slow", "condition", "latency_p95 > 1s for 1 minute", "summary", "{value} and more");
        rule("rising", "condition", "rate(jobs_total) > 0.1");
    }

    private void rule(String name, String... parameters) {
        Map<String, String> texts = new HashMap<>(Map.of("severity", "warning"));
        for (int i = 0; i < parameters.length; i += 2) {
            texts.put(parameters[i], parameters[i + 1]);
        }
        rules.register(RuleParameters.read(name, texts, Map.of()), told::add);
    }

    private void observe(String key, char outcome, double jobs) {
        clock.advance(Duration.ofSeconds(2));
        CheckResult plain = Results.of(outcome, key, clock.instant());
        List<Metric> metrics = List.of(new Metric("jobs_total", "", jobs, Map.of("queue", "low")));
        rules.observeAll(judge.judgeAll(List.of(new CheckResult(
                key,
                plain.at(),
                plain.status(),
                plain.shortCircuited(),
                plain.latency(),
                plain.message(),
                Map.of("code", 200),
                metrics,
                List.of()))));
    }

    private void restart() {
        clock.advance(Duration.ofMillis(1));
        rules = new AlertRules(integrations, judge, this::write, clock);
        rules.awaitHistory();
        rules.restore(new AlertStore(jdbc, JSON).load());
        rules.fillFrom(new OutcomeHistoryStore(jdbc, JSON));
        register();
        rules.ripen();
    }

    @Test
    void rules_go_on_after_a_restart_as_if_nothing_had_happened(Sql sql) throws Exception {
        register();
        observe("stripe", 'D', 1);
        observe("stripe", 'D', 2);
        observe("stripe", 'D', 3);
        observe("paypal", 'G', 0);
        assertThat(told)
                .extracting(Alert::fingerprint)
                .containsExactlyInAnyOrder("errors/stripe", "group/group:payments", "rising/stripe");
        observe("stripe", 'H', 4);
        observe("stripe", 'H', 5);
        observe("stripe", 'H', 6);
        observe("stripe", 'H', 6);
        List<Alert> before = rules.firingAlerts();

        restart();
        assertThat(rules.firingAlerts()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(sql.value("SELECT count(*) FROM alert WHERE rule = 'errors' AND clear_since IS NOT NULL"))
                .isEqualTo("1");
        observe("stripe", 'H', 6);
        assertThat(told).hasSize(3);
        clock.advance(Duration.ofSeconds(53));
        rules.ripen();
        assertThat(told).extracting(Alert::fingerprint).hasSize(4).endsWith("slow/paypal");
        assertThat(told.get(3).annotations()).containsEntry("summary", "3013ms and more");
        clock.advance(Duration.ofSeconds(10));
        rules.ripen();
        assertThat(told).extracting(Alert::fingerprint).hasSize(5).endsWith("errors/stripe");
        clock.advance(Duration.ofMinutes(6));
        observe("paypal", 'H', 0);
        observe("stripe", 'H', 6);

        assertThat(rules.firingAlerts()).isEmpty();
        assertThat(sql.column("SELECT DISTINCT state FROM alert")).containsExactly("resolved");
    }
}
