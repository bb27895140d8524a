package io.rollcall.probe;

import io.rollcall.check.Findings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What MySQL and MariaDB tell about themselves, in three statements. */
record MySqlMeasures(SqlSession session, Guard guard, Findings findings) {
    private static final int DENIED = 1227;
    private static final int NO_SUCH_STATEMENT = 1064;

    private static final String STATUS = "SHOW GLOBAL STATUS";
    private static final String MOST = "SELECT @@global.max_connections AS max_connections";
    // The table of transactions refuses a login that would see its own queries alone among the processes.
    private static final String ACTIVITY =
            """
            SELECT COALESCE(SUM(time >= %d AND command IN ('Query', 'Execute')), 0) AS slow_queries,
              COALESCE(SUM(state LIKE 'Waiting for table%%' OR state = 'Table lock'), 0) AS table_locks_waiting,
              (SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT') AS row_locks_waiting
            FROM information_schema.processlist WHERE id <> CONNECTION_ID() AND user <> 'system user'
            """;

    /** The server's counters: the wanted ones under the names that its Prometheus exporter gives them. */
    void status(String wanted) throws SQLException {
        Map<String, Double> counters = counters();
        Pattern names = names(wanted);
        counters.forEach((name, value) -> {
            if (names.matcher(name).matches()) {
                findings.metric("mysql_global_status_" + name, "", value);
            }
        });
        double connected = counter(counters, "threads_connected");
        double most = number(MOST, "max_connections");
        findings.metric("connections_used", "%", 100 * connected / most)
                .metric("mysql_global_variables_max_connections", "", most)
                .fact("threads_connected", connected)
                .fact("max_connections", most)
                .fact("max_used_connections", counters.get("max_used_connections"))
                .metric("index_usage", "%", indexUsage(counters))
                .metric("buffer_pool_hit_rate", "%", bufferPoolHitRate(counters));
    }

    /** What runs and waits now; not measured without the privilege PROCESS. */
    void activity(Duration slow) throws SQLException {
        long seconds = Math.max(1, (slow.toMillis() + 999) / 1000);
        try (Statement statement = session.statement(guard.left());
                ResultSet answer = statement.executeQuery(ACTIVITY.formatted(seconds))) {
            SqlRows rows = new SqlRows(answer);
            rows.next();
            findings.metric("slow_queries", "", rows.number("slow_queries"))
                    .metric("table_locks_waiting", "", rows.number("table_locks_waiting"))
                    .metric("row_locks_waiting", "", rows.number("row_locks_waiting"));
        } catch (SQLException refused) {
            unlessDenied(refused);
        }
    }

    /** Whether a replica replicates, and how far it is behind; nothing on a server that is none. */
    void replication() throws SQLException {
        try {
            replication("SHOW REPLICA STATUS", "Replica_");
        } catch (SQLException older) {
            if (older.getErrorCode() != NO_SUCH_STATEMENT) {
                unlessDenied(older);
                return;
            }
            try {
                replication("SHOW SLAVE STATUS", "Slave_");
            } catch (SQLException refused) {
                unlessDenied(refused);
            }
        }
    }

    private void replication(String query, String prefix) throws SQLException {
        boolean replica = false;
        boolean running = true;
        double lag = 0;
        try (Statement statement = session.statement(guard.left());
                ResultSet answer = statement.executeQuery(query)) {
            SqlRows rows = new SqlRows(answer);
            while (rows.next()) {
                replica = true;
                Map<String, @Nullable Object> row = rows.columns();
                // MariaDB keeps the old names of columns under the new name of the statement.
                String named = row.containsKey(prefix + "IO_Running") ? prefix : "Slave_";
                String source = row.containsKey("Seconds_Behind_Source") ? "Source" : "Master";
                running &= "Yes".equals(row.get(named + "IO_Running")) && "Yes".equals(row.get(named + "SQL_Running"));
                lag = Math.max(lag, rows.number("Seconds_Behind_" + source));
            }
        }
        if (replica) {
            findings.fact("replicating", running).metric("replication_lag", "s", lag);
        }
    }

    private static void unlessDenied(SQLException refused) throws SQLException {
        if (refused.getErrorCode() != DENIED) {
            throw refused;
        }
    }

    private Map<String, Double> counters() throws SQLException {
        Map<String, Double> counters = new LinkedHashMap<>();
        try (Statement statement = session.statement(guard.left());
                ResultSet answer = statement.executeQuery(STATUS)) {
            while (answer.next()) {
                String value = answer.getString(2);
                if (value != null && value.matches("-?\\d+(\\.\\d+)?")) {
                    counters.put(answer.getString(1).toLowerCase(Locale.ROOT), Double.valueOf(value));
                }
            }
        }
        return counters;
    }

    private double number(String query, String column) throws SQLException {
        try (Statement statement = session.statement(guard.left());
                ResultSet answer = statement.executeQuery(query)) {
            SqlRows rows = new SqlRows(answer);
            rows.next();
            return rows.number(column);
        }
    }

    /** Which of the rows read were found by an index rather than by reading a table whole. */
    private static double indexUsage(Map<String, Double> counters) {
        double whole = counter(counters, "handler_read_rnd_next") + counter(counters, "handler_read_rnd");
        double byIndex = counter(counters, "handler_read_first")
                + counter(counters, "handler_read_key")
                + counter(counters, "handler_read_next")
                + counter(counters, "handler_read_prev");
        return 100 * byIndex / (byIndex + whole);
    }

    private static double bufferPoolHitRate(Map<String, Double> counters) {
        double missed = counter(counters, "innodb_buffer_pool_reads");
        return 100 - 100 * missed / counter(counters, "innodb_buffer_pool_read_requests");
    }

    private static double counter(Map<String, Double> counters, String name) {
        return counters.getOrDefault(name, Double.NaN);
    }

    /** Names separated by commas; a percent sign stands for any characters, as in SHOW STATUS LIKE. */
    private static Pattern names(String wanted) {
        StringBuilder pattern = new StringBuilder();
        for (String name : wanted.toLowerCase(Locale.ROOT).split(",")) {
            pattern.append(pattern.isEmpty() ? "" : "|")
                    .append(Pattern.quote(name.strip()).replace("%", "\\E.*\\Q"));
        }
        return Pattern.compile(pattern.toString());
    }
}
