package io.rollcall.probe;

import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.integration.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person looks at first when a database is in trouble (requirement 001-37): its largest tables and slowest queries.
 * Asked for only when it is, or with parameter {@code detailed}.
 */
record SqlEvidence(SqlSession session, Guard guard, QueryText texts) {
    CheckResult addTo(CheckResult result, Check check, String largestTables, String slowestQueries) {
        boolean always = "true".equals(check.integration().parameter("detailed"));
        if (result.status() == Status.HEALTHY && !always) {
            return result;
        }
        Map<String, Object> details = new HashMap<>(result.details());
        try {
            details.put("slowestQueries", rows(slowestQueries));
            details.put("largestTables", rows(largestTables));
        } catch (SQLException unavailable) {
            // The outcome is known without; a session that broke is replaced when it is used next.
            details.put("evidence", "Could not be read: SQLSTATE " + unavailable.getSQLState());
        }
        return result.withDetails(details);
    }

    private List<Map<String, Object>> rows(String query) throws SQLException {
        List<Map<String, Object>> found = new ArrayList<>();
        try (Statement statement = session.statement(guard.left());
                ResultSet answer = statement.executeQuery(query)) {
            SqlRows rows = new SqlRows(answer);
            while (rows.next()) {
                Map<String, Object> known = new HashMap<>();
                rows.columns().forEach((name, value) -> known.put(name, shown(name, value)));
                found.add(known);
            }
        }
        return found;
    }

    private Object shown(String column, @Nullable Object value) {
        return column.equals("query") ? texts.withoutLiterals(String.valueOf(value)) : value == null ? "" : value;
    }
}
