package io.rollcall.probe;

import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Findings;
import io.rollcall.condition.Type;
import io.rollcall.condition.Vocabulary;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * Does a PostgreSQL, MariaDB or MySQL database answer a query, and as expected (requirements 001-13 and 001-43)? Conditions
 * and metrics speak of the first row's columns; with parameter {@code metric} each row gives a number. Thread-safe.
 */
public final class SqlProbe {
    static final Kind KIND = new Kind(
            "sql",
            Map.of("url", SqlDatabases.ANY, "metric", MetricName::complaint),
            Vocabulary.empty()
                    .with("rows", Type.NUMBER)
                    .with("value", Type.TEXT)
                    .with("row", Type.JSON));
    private static final String PLAIN_QUERY = "SELECT 1";

    private final SqlDatabases databases;
    private final Judgement judgement;

    public SqlProbe(SqlDatabases databases, Judgement judgement) {
        this.databases = databases;
        this.judgement = judgement;
    }

    /** Asks over a pooled connection. Throws when there is no connection or no answer. */
    public CheckResult run(Check check) throws Exception {
        return databases.ask(check, (session, guard) -> query(check, session, guard));
    }

    private CheckResult query(Check check, SqlSession session, Guard guard) throws SQLException {
        Parameters parameters = new Parameters(check.integration());
        try (Statement statement = session.statement(guard.left())) {
            if (!statement.execute(parameters.text("query", PLAIN_QUERY))) {
                int changed = statement.getUpdateCount();
                return judged(check, new Findings().detail("rows", changed).fact("rows", changed));
            }
            try (ResultSet answer = statement.getResultSet()) {
                return answered(check, new SqlRows(answer), parameters.text("metric", ""));
            }
        }
    }

    private CheckResult answered(Check check, SqlRows rows, String metric) throws SQLException {
        Findings findings = new Findings();
        Series series = metric.isEmpty() ? null : new Series(MetricName.parse(metric));
        if (series != null && !rows.hasColumn("value")) {
            return check.failed("The query returned no column called value for metric " + metric, Map.of());
        }
        int count = 0;
        while (rows.next()) {
            if (count++ == 0) {
                findings.fact("value", rows.firstText()).fact("row", rows.columns());
            }
            if (series != null) {
                rows.addTo(series);
            }
        }
        if (series != null) {
            series.into(findings);
        }
        return judged(check, findings.detail("rows", count).fact("rows", count));
    }

    private CheckResult judged(Check check, Findings findings) {
        String first = (String) findings.value("value");
        if (first != null && check.integration().parameter("query") != null) {
            findings.detail("value", Cut.at100(first));
        }
        String expected = check.integration().parameter("expect");
        if (expected != null && !expected.equals(first)) {
            String got = Integer.valueOf(0).equals(findings.value("rows")) ? "no row" : Cut.at100(first);
            return check.failed("The query returned " + got + " instead of " + expected, findings.details());
        }
        return judgement.judge(check, findings);
    }
}
