package io.rollcall.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.rollcall.alert.AlertStore;
import io.rollcall.group.GroupStore;
import io.rollcall.incoming.IncomingStore;
import io.rollcall.integration.AnIntegration;
import io.rollcall.integration.Integrations;
import io.rollcall.judge.Judge;
import io.rollcall.notify.DeadLetterStore;
import io.rollcall.store.Database;
import io.rollcall.store.DatabaseState;
import io.rollcall.store.Jdbc;
import io.rollcall.store.PostgresExtension;
import io.rollcall.store.Sql;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A request sends the database as many statements with many integrations as with one (requirement 004-06). */
@ExtendWith(PostgresExtension.class)
class StatementsPerRequestTest {
    private final ObjectMapper json =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();
    private final AtomicInteger statements = new AtomicInteger();
    private final Integrations integrations = new Integrations();
    private final Clock clock = Clock.systemUTC();
    private final CamelContext camel = new DefaultCamelContext();

    @Test
    void a_request_costs_the_same_number_of_statements_whatever_is_watched(Database server, Sql sql) throws Exception {
        watch(sql, "one", 1);
        Map<String, Integer> few = counted(server.dataSource());
        watch(sql, "many", 200);

        assertThat(counted(server.dataSource())).isEqualTo(few);
        assertThat(few)
                .containsEntry("groups", 0)
                .containsEntry("dependencies", 0)
                .containsEntry("integrations", 1)
                .containsEntry("integration", 5)
                .containsEntry("history", 2)
                .containsEntry("outages", 1)
                .containsEntry("uptime", 1)
                .containsEntry("responseTimes", 1)
                .containsEntry("alerts", 3)
                .containsEntry("notifications", 1)
                .containsEntry("deadLetters", 1)
                .containsEntry("maintenance", 1);
    }

    private void watch(Sql sql, String name, int count) throws SQLException {
        for (int i = 0; i < count; i++) {
            integrations.put(AnIntegration.called(name + i).build());
        }
        sql.execute("INSERT INTO integration_health (integration_key, integration_name, integration_type) SELECT '"
                + name + "' || n, 'x', 'http' FROM generate_series(0, " + (count - 1) + ") n");
        sql.execute(
                "INSERT INTO integration_health_log (check_time, integration_key, integration_name, status, success)"
                        + " SELECT now() - make_interval(mins => m), '" + name + "' || n, 'x', 'down', false"
                        + " FROM generate_series(0, " + (count - 1) + ") n, generate_series(1, 20) m");
    }

    private Map<String, Integer> counted(DataSource real) {
        Jdbc jdbc = new Jdbc(counting(real));
        Frame frame = new Frame(
                json,
                new CallerLimits(10_000, Duration.ofMinutes(1)),
                new Repeats(new RepeatStore(jdbc, json), () -> new byte[1]));
        Vitals.Deployment here = new Vitals.Deployment("1", "test", "here", "1", clock.instant());
        HealthApi health = new HealthApi(
                new StatusBoard(integrations, new Judge(integrations, entries -> {}), key -> "CLOSED"),
                new Vitals(here, new DatabaseState(), Map.of()),
                clock,
                json);
        IntegrationApi.Record record = new IntegrationApi.Record(
                new FactStore(jdbc, json), new SettingsStore(jdbc, json), key -> alerts(jdbc));
        IntegrationApi integration = new IntegrationApi(frame, health, integrations, record);
        HistoryApi history = new HistoryApi(frame, integrations, new LogStore(jdbc), clock);
        OverviewApi overview = new OverviewApi(frame, health, integrations);
        MessageApi messages = new MessageApi(frame, new MessageStore(jdbc), new DeadLetterStore(jdbc, json), clock);
        SettingsDesk.Engine engine = new SilentEngine();
        Map<String, Integer> counts = new LinkedHashMap<>();
        count(counts, "groups", overview::groups);
        count(counts, "dependencies", overview::dependencies);
        count(counts, "integrations", integration::list);
        count(counts, "integration", integration::show);
        count(counts, "history", history::history);
        count(counts, "outages", history::outages);
        count(counts, "uptime", history::uptime);
        count(counts, "responseTimes", history::responseTimes);
        AlertApi.Inquiry inquiry =
                new AlertApi.Inquiry((key, words) -> alerts(jdbc), (template, alert, words) -> Optional.empty());
        count(counts, "alerts", new AlertApi(frame, inquiry, null)::list);
        count(counts, "notifications", messages::list);
        count(counts, "deadLetters", messages::deadLetters);
        count(
                counts,
                "maintenance",
                new MaintenanceApi(frame, integrations, new MaintenanceStore(jdbc), engine, clock)::list);
        return counts;
    }

    private List<?> alerts(Jdbc jdbc) {
        new IncomingStore(jdbc, json).load();
        new AlertStore(jdbc, json).load();
        return new GroupStore(jdbc, json).load();
    }

    private void count(Map<String, Integer> counts, String name, Consumer<Exchange> operation) {
        Exchange exchange = new DefaultExchange(camel);
        exchange.getMessage().setHeader(Exchange.HTTP_METHOD, "GET");
        exchange.getMessage().setHeader("key", "one0");
        statements.set(0);
        operation.accept(exchange);
        assertThat(exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE))
                .as(name + " " + exchange.getMessage().getBody())
                .isEqualTo(200);
        counts.put(name, statements.get());
    }

    private DataSource counting(DataSource real) {
        return proxy(
                DataSource.class,
                real,
                connection -> proxy(Connection.class, connection, statement -> {
                    statements.incrementAndGet();
                    return statement;
                }));
    }

    private interface Wrap {
        Object wrap(Object made);
    }

    /** The same, but for what its methods named get or prepare something make. */
    private static <T> T proxy(Class<T> type, Object real, Wrap wrap) {
        Object proxy =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        Object made = method.invoke(real, arguments);
                        boolean wrapped = method.getName().equals("getConnection")
                                || method.getName().equals("prepareStatement");
                        return wrapped ? wrap.wrap(made) : made;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return type.cast(proxy);
    }

    private static final class SilentEngine implements SettingsDesk.Engine {
        @Override
        public List<io.rollcall.integration.Problem> complaints(io.rollcall.integration.Declaration declaration) {
            return List.of();
        }

        @Override
        public void follow() {
            // nothing follows
        }
    }
}
