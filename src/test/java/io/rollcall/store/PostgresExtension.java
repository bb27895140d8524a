package io.rollcall.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one real PostgreSQL of this run's process, with our tables in it, empty before each test. */
public final class PostgresExtension implements BeforeEachCallback, ParameterResolver {
    private static final String DROP = "DROP SCHEMA public CASCADE; CREATE SCHEMA public";
    // Deleting is faster than truncating, which makes new files. The audit goes last: it notes deletions.
    private static final String EMPTY = Stream.of(
                    "integration_health",
                    "integration_health_log",
                    "integration_health_hourly",
                    "integration_health_daily",
                    "open_day",
                    "status_change",
                    "alert",
                    "notification",
                    "dead_letter",
                    "integration_audit",
                    "maintenance",
                    "provisioned",
                    "alert_group_member",
                    "silence",
                    "flapping",
                    "push_subscription",
                    "api_request",
                    "inbox",
                    "account",
                    "login_session",
                    "access_token",
                    "audit")
            .map(table -> "DELETE FROM " + table)
            .collect(Collectors.joining(";"));

    @Override
    public void beforeEach(ExtensionContext context) throws SQLException {
        sql(context).execute(EMPTY);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Database.class || type == Sql.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Database.class ? running(context).database : sql(context);
    }

    private static Sql sql(ExtensionContext context) {
        return new Sql(running(context).database.dataSource());
    }

    private static Running running(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(PostgresExtension.class))
                .getOrComputeIfAbsent(Running.class, key -> new Running(), Running.class);
    }

    private static final class Running implements ExtensionContext.Store.CloseableResource, AutoCloseable {
        private final Database database =
                Database.embedded(Path.of("target", "test-database-" + System.getProperty("test.fork", "one")));

        Running() {
            try {
                new Sql(database.dataSource()).execute(DROP);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            database.migrate();
        }

        @Override
        public void close() {
            database.close();
        }
    }
}
