package io.rollcall.probe;

import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Findings;
import io.rollcall.condition.Type;
import io.rollcall.condition.Vocabulary;
import io.rollcall.integration.ParameterType;
import java.sql.SQLException;
import java.util.Map;

/**
 * How does a MySQL or MariaDB database do (requirements 000-25, 001-08 to 001-10, 001-27, 001-37)? What the login may not see
 * is not measured. Thread-safe.
 */
public final class MySqlProbe {
    static final Kind KIND = new Kind(
            "mysql",
            Map.of(
                    "url", SqlDatabases.MYSQL,
                    "slow-above", ParameterType.DURATION::complaint,
                    "detailed", ParameterType.BOOLEAN::complaint),
            Vocabulary.empty()
                    .with("connections_used", Type.PERCENT)
                    .with("threads_connected", Type.NUMBER)
                    .with("max_used_connections", Type.NUMBER)
                    .with("max_connections", Type.NUMBER)
                    .with("slow_queries", Type.NUMBER)
                    .with("table_locks_waiting", Type.NUMBER)
                    .with("row_locks_waiting", Type.NUMBER)
                    .with("replicating", Type.BOOLEAN)
                    .with("replication_lag", Type.DURATION)
                    .with("index_usage", Type.PERCENT)
                    .with("buffer_pool_hit_rate", Type.PERCENT));

    private static final String LARGEST_TABLES =
            """
            SELECT CONCAT(table_schema, '.', table_name) AS `table`,
              ROUND((data_length + index_length) / 1048576, 1) AS megabytes
            FROM information_schema.tables
            WHERE table_type = 'BASE TABLE'
              AND table_schema NOT IN ('mysql', 'information_schema', 'performance_schema', 'sys')
            ORDER BY data_length + index_length DESC LIMIT 10
            """;

    private static final String SLOWEST_QUERIES =
            """
            SELECT time AS seconds, state, LEFT(info, 2000) AS query
            FROM information_schema.processlist
            WHERE command IN ('Query', 'Execute') AND id <> CONNECTION_ID() ORDER BY time DESC LIMIT 10
            """;

    private final SqlDatabases databases;
    private final Judgement judgement;

    public MySqlProbe(SqlDatabases databases, Judgement judgement) {
        this.databases = databases;
        this.judgement = judgement;
    }

    /** Measures over a pooled connection. Throws when there is no connection or no answer. */
    public CheckResult run(Check check) throws Exception {
        return databases.ask(check, (session, guard) -> {
            CheckResult result = judgement.judge(check, measured(check, session, guard));
            return new SqlEvidence(session, guard, QueryText.MYSQL)
                    .addTo(result, check, LARGEST_TABLES, SLOWEST_QUERIES);
        });
    }

    private static Findings measured(Check check, SqlSession session, Guard guard) throws SQLException {
        Parameters parameters = new Parameters(check.integration());
        Findings findings = new Findings();
        MySqlMeasures measures = new MySqlMeasures(session, guard, findings);
        measures.status(parameters.text("status", ""));
        measures.activity(parameters.duration("slow-above", "1s"));
        measures.replication();
        return findings;
    }
}
