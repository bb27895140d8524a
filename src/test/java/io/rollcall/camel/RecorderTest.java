package io.rollcall.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.rollcall.alert.AlertEntry;
import io.rollcall.alert.AlertStore;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Results;
import io.rollcall.integration.AnIntegration;
import io.rollcall.integration.Integrations;
import io.rollcall.judge.Judge;
import io.rollcall.judge.StateStore;
import io.rollcall.store.Database;
import io.rollcall.store.DatabaseState;
import io.rollcall.store.Jdbc;
import io.rollcall.store.PostgresExtension;
import io.rollcall.store.Spool;
import io.rollcall.store.Sql;
import io.rollcall.store.StoreException;
import io.rollcall.web.StatusStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The real record route between a real spool and a real database; what it wrote is read back as at a restart. */
@ExtendWith(PostgresExtension.class)
class RecorderTest {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(com.fasterxml.jackson.databind.SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private final Integrations integrations = new Integrations();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final DatabaseState state = new DatabaseState();
    private volatile boolean reachable = true;

    @TempDir
    private Path folder;

    private Spool spool;
    private Judge judge;

    @BeforeEach
    void start(Database database) throws Exception {
        spool = new Spool(folder, 10_000_000, JSON);
        judge = new Judge(integrations, spool);
        camel.disableJMX();
        Properties properties = new Properties();
        properties.setProperty("rollcall.record.period", "20");
        properties.setProperty("rollcall.database.retention-days", "90");
        camel.getPropertiesComponent().setInitialProperties(properties);
        camel.getRegistry().bind("database", database.dataSource());
        camel.getRegistry().bind("recorder", new Recorder(spool, new Jdbc(database.dataSource()), state, () -> {
            if (!reachable) {
                throw new StoreException("away", new IOException("away"));
            }
        }));
        String text = Files.readString(Path.of("routes/engine/record.camel.yaml"));
        PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString("file:record.camel.yaml", text));
    }

    @AfterEach
    void stop() {
        camel.stop();
        spool.close();
    }

    @Test
    void states_and_alerts_come_back_as_they_were(Database database, Sql sql) throws Exception {
        sql.execute("INSERT INTO integration_health (integration_key, integration_name, integration_type)"
                + " VALUES ('stripe', 'Stripe', 'http'), ('twilio', 'Twilio', 'http')");
        judge.judgeAll(results("stripe", "HHDDD"));
        judge.judgeAll(results("twilio", "HG"));
        AlertEntry alert =
                new AlertEntry("outage", "stripe", "firing", "critical", "status == DOWN", now, now, null, null);
        spool.append(List.of(alert));
        camel.start();
        awaitDrained();
        Jdbc jdbc = new Jdbc(database.dataSource());

        assertThat(new StateStore(jdbc).load()).containsExactlyInAnyOrder(judge.state("stripe"), judge.state("twilio"));
        assertThat(new AlertStore(jdbc, JSON).load()).containsExactly(alert);
        assertThat(new StatusStore(jdbc, Clock.systemUTC()).load().integrations())
                .extracting(line -> line.key() + " " + line.status())
                .containsExactly("stripe down", "twilio degraded");
    }

    @Test
    void one_entry_that_the_database_refuses_is_set_aside_and_the_others_are_kept(Sql sql) throws Exception {
        judge.judgeAll(results("stripe", "HHH"));
        spool.append(List.of(new AlertEntry("outage", "stripe", "nonsense", "critical", "x", now, now, null, null)));
        judge.judgeAll(results("twilio", "HHHH"));
        camel.start();
        awaitDrained();

        assertThat(sql.value("SELECT count(*) FROM integration_health_log")).isEqualTo("7");
    }

    @Test
    void while_the_database_is_away_outcomes_wait(Sql sql) throws Exception {
        reachable = false;
        judge.judgeAll(results("stripe", "HH"));
        camel.start();
        await().until(() -> !state.up() && camel.getUptime().toMillis() > 200);
        assertThat(spool.backlog()).isEqualTo(2);
        reachable = true;
        awaitDrained();

        await().until(state::up);
        assertThat(sql.value("SELECT count(*) FROM integration_health_log")).isEqualTo("2");
    }

    private void awaitDrained() {
        await().until(() -> spool.backlog() == 0);
    }

    private List<CheckResult> results(String key, String letters) {
        integrations.put(AnIntegration.called(key).build());
        List<CheckResult> results = new ArrayList<>();
        for (int i = 0; i < letters.length(); i++) {
            results.add(Results.of(letters.charAt(i), key, now.minusSeconds(letters.length() - i)));
        }
        return results;
    }
}
