package io.rollcall.probe;

import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Findings;
import io.rollcall.condition.Type;
import io.rollcall.condition.Vocabulary;
import io.rollcall.integration.ParameterType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * How does a PostgreSQL database do (requirements 000-25, 001-37): connections, slow queries, locks, replication, hit rates?
 * One statement measures it; what the login may not see is not measured. Thread-safe.
 */
public final class PostgresProbe {
    static final Kind KIND = new Kind(
            "postgresql",
            Map.of(
                    "url", SqlDatabases.POSTGRES,
                    "slow-above", ParameterType.DURATION::complaint,
                    "detailed", ParameterType.BOOLEAN::complaint),
            Vocabulary.empty()
                    .with("connections_used", Type.PERCENT)
                    .with("connections", Type.NUMBER)
                    .with("max_connections", Type.NUMBER)
                    .with("slow_queries", Type.NUMBER)
                    .with("locks_waiting", Type.NUMBER)
                    .with("replication_lag", Type.DURATION)
                    .with("index_usage", Type.PERCENT)
                    .with("cache_hit_rate", Type.PERCENT)
                    .with("deadlocks", Type.NUMBER));

    /**
     * Columns are null where nothing can be said. An idle replica that has replayed all it received has no lag; a small
     * table is rightly read whole, so it says nothing about indexes.
     */
    private static final String MEASURES =
            """
            SELECT
              current_setting('max_connections')::int AS max_connections,
              (SELECT count(*) FROM pg_stat_activity
                WHERE datname IS NOT NULL AND coalesce(backend_type, 'client backend') = 'client backend') AS connections,
              CASE WHEN pg_has_role('pg_read_all_stats', 'USAGE') THEN
                (SELECT count(*) FROM pg_stat_activity
                  WHERE state = 'active' AND backend_type = 'client backend' AND pid <> pg_backend_pid()
                    AND clock_timestamp() - query_start > interval '%d ms') END AS slow_queries,
              (SELECT count(*) FROM pg_locks WHERE NOT granted) AS locks_waiting,
              CASE
                WHEN pg_is_in_recovery() THEN
                  CASE WHEN EXISTS (SELECT FROM pg_stat_wal_receiver)
                      AND pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0
                    ELSE extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()) END
                WHEN pg_has_role('pg_read_all_stats', 'USAGE') THEN
                  (SELECT max(coalesce(extract(epoch FROM replay_lag), 0)) FROM pg_stat_replication
                    WHERE state = 'streaming') END AS replication_lag,
              (SELECT 100.0 * sum(coalesce(idx_scan, 0)) / nullif(sum(coalesce(idx_scan, 0) + seq_scan), 0)
                FROM pg_stat_user_tables WHERE n_live_tup > 10000) AS index_usage,
              (SELECT 100.0 * blks_hit / nullif(blks_hit + blks_read, 0)
                FROM pg_stat_database WHERE datname = current_database()) AS cache_hit_rate,
              (SELECT sum(deadlocks) FROM pg_stat_database) AS deadlocks
            """;

    /** Estimated from the catalog: asking for the exact size would wait for locks, the very trouble to look into. */
    private static final String LARGEST_TABLES =
            """
            SELECT c.oid::regclass::text AS "table",
              round((c.relpages + coalesce(t.relpages, 0) + coalesce(
                  (SELECT sum(i.relpages) FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
                    WHERE x.indrelid IN (c.oid, t.oid)), 0))
                * current_setting('block_size')::numeric / 1048576, 1) AS megabytes
            FROM pg_class c LEFT JOIN pg_class t ON t.oid = c.reltoastrelid
            WHERE c.relkind IN ('r', 'm')
            ORDER BY 2 DESC LIMIT 10
            """;

    private static final String SLOWEST_QUERIES =
            """
            SELECT round(extract(epoch FROM clock_timestamp() - query_start)::numeric, 1) AS seconds, state,
              left(query, 2000) AS query
            FROM pg_stat_activity
            WHERE state <> 'idle' AND backend_type = 'client backend' AND pid <> pg_backend_pid()
            ORDER BY query_start LIMIT 10
            """;

    private final SqlDatabases databases;
    private final Judgement judgement;

    public PostgresProbe(SqlDatabases databases, Judgement judgement) {
        this.databases = databases;
        this.judgement = judgement;
    }

    /** Measures over a pooled connection. Throws when there is no connection or no answer. */
    public CheckResult run(Check check) throws Exception {
        return databases.ask(check, (session, guard) -> {
            CheckResult result = judgement.judge(check, measured(check, session, guard));
            return new SqlEvidence(session, guard, QueryText.POSTGRES)
                    .addTo(result, check, LARGEST_TABLES, SLOWEST_QUERIES);
        });
    }

    private static Findings measured(Check check, SqlSession session, Guard guard) throws SQLException {
        long slow =
                new Parameters(check.integration()).duration("slow-above", "1s").toMillis();
        Findings findings = new Findings();
        try (Statement statement = session.statement(guard.left());
                ResultSet answer = statement.executeQuery(MEASURES.formatted(slow))) {
            SqlRows rows = new SqlRows(answer);
            rows.next();
            double connections = rows.number("connections");
            double most = rows.number("max_connections");
            findings.metric("connections_used", "%", 100 * connections / most)
                    .metric("connections", "", connections)
                    .metric("max_connections", "", most)
                    .metric("slow_queries", "", rows.number("slow_queries"))
                    .metric("locks_waiting", "", rows.number("locks_waiting"))
                    .metric("replication_lag", "s", rows.number("replication_lag"))
                    .metric("index_usage", "%", rows.number("index_usage"))
                    .metric("cache_hit_rate", "%", rows.number("cache_hit_rate"))
                    .metric("deadlocks", "", rows.number("deadlocks"));
        }
        return findings;
    }
}
