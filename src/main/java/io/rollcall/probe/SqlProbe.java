package io.rollcall.probe;

import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.ConnectionFailed;
import io.rollcall.check.FailureText;
import io.rollcall.check.Findings;
import io.rollcall.condition.Type;
import io.rollcall.condition.Vocabulary;
import java.net.SocketTimeoutException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Does a PostgreSQL, MariaDB or MySQL database answer a query, and as expected (requirement 001-43)? Parameters
 * {@code url}, {@code username}, {@code password}, {@code query}, {@code expect}. Thread-safe.
 */
public final class SqlProbe implements AutoCloseable {
    static final Kind KIND = new Kind(
            "sql",
            Map.of(
                    "url",
                    Kind.Rule.matching(
                            "(jdbc:(postgresql|mariadb|mysql):|(postgres|postgresql|mysql|mariadb)://).+",
                            "a database address such as jdbc:postgresql://host/db or mysql://host/db")),
            Vocabulary.empty().with("rows", Type.NUMBER).with("value", Type.TEXT));
    private static final String PLAIN_QUERY = "SELECT 1";

    private final Watchdog watchdog;
    private final Judgement judgement;
    private final SqlSessions sessions = new SqlSessions();

    public SqlProbe(Watchdog watchdog, Judgement judgement) {
        this.watchdog = watchdog;
        this.judgement = judgement;
    }

    /** Asks over a pooled connection. Throws when there is no connection or no answer. */
    public CheckResult run(Check check) throws Exception {
        SqlAddress address = SqlAddress.of(new Parameters(check.integration()));
        return watchdog.within(check.tryTimeout(), guard -> {
            SqlSession session;
            try {
                session = sessions.borrow(address, guard);
            } catch (SQLException failed) {
                return refused(check, failed);
            }
            return ask(check, address, session, guard);
        });
    }

    private CheckResult ask(Check check, SqlAddress address, SqlSession session, Guard guard) throws Exception {
        boolean broken = true;
        try {
            CheckResult result = query(check, session, guard);
            broken = false;
            return result;
        } catch (SQLException failed) {
            if (guard.expired() || isConnection(failed)) {
                throw failed;
            }
            if (isCancelled(failed)) {
                throw new SocketTimeoutException("The query took too long");
            }
            broken = false;
            return check.failed(FailureText.of(check, failed), Map.of());
        } finally {
            if (broken) {
                sessions.drop(address, session, guard);
            } else {
                sessions.giveBack(address, session);
            }
        }
    }

    private static CheckResult refused(Check check, SQLException failed) throws ConnectionFailed {
        if (isConnection(failed)) {
            throw new ConnectionFailed(failed);
        }
        String prefix = state(failed).startsWith("28") ? "Login refused: " : "";
        return check.failed(prefix + FailureText.of(check, failed), Map.of());
    }

    private CheckResult query(Check check, SqlSession session, Guard guard) throws SQLException {
        String query = new Parameters(check.integration()).text("query", PLAIN_QUERY);
        try (Statement statement = session.statement(guard.left())) {
            if (!statement.execute(query)) {
                return judged(check, statement.getUpdateCount(), null);
            }
            int rows = 0;
            String first = null;
            try (ResultSet answer = statement.getResultSet()) {
                while (answer.next()) {
                    first = rows++ == 0 ? answer.getString(1) : first;
                }
            }
            return judged(check, rows, first);
        }
    }

    private CheckResult judged(Check check, int rows, @Nullable String first) {
        Findings findings =
                new Findings().detail("rows", rows).fact("rows", rows).fact("value", first);
        if (first != null && check.integration().parameter("query") != null) {
            findings.detail("value", Cut.at100(first));
        }
        String expected = check.integration().parameter("expect");
        if (expected != null && !expected.equals(first)) {
            String got = rows == 0 ? "no row" : Cut.at100(first);
            return check.failed("The query returned " + got + " instead of " + expected, findings.details());
        }
        return judgement.judge(check, findings);
    }

    /** SQLSTATE class 08; 57P01 to 57P03 say that the server stops, stopped or still starts. */
    private static boolean isConnection(SQLException failed) {
        return state(failed).startsWith("08") || state(failed).startsWith("57P");
    }

    /** PostgreSQL's and MariaDB's states for a statement whose time was over. */
    private static boolean isCancelled(SQLException failed) {
        return state(failed).equals("57014") || state(failed).equals("70100");
    }

    private static String state(SQLException failed) {
        return String.valueOf(failed.getSQLState());
    }

    /** Closes the idle connections. */
    @Override
    public void close() {
        sessions.close();
    }
}
