package io.rollcall.probe;

import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.ConnectionFailed;
import io.rollcall.check.FailureText;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Map;

/**
 * The databases that checks ask: over pooled connections that the kinds {@code sql}, {@code postgresql} and {@code mysql}
 * share, and never longer than a try lasts. Thread-safe.
 */
public final class SqlDatabases implements AutoCloseable {
    static final Kind.Rule POSTGRES = Kind.Rule.matching(
            "(jdbc:postgresql:|(postgres|postgresql)://).+",
            "a database address such as jdbc:postgresql://host/db or postgres://host/db");
    static final Kind.Rule MYSQL = Kind.Rule.matching(
            "(jdbc:(mariadb|mysql):|(mysql|mariadb)://).+",
            "a database address such as jdbc:mysql://host/db or mariadb://host/db");
    static final Kind.Rule ANY = Kind.Rule.matching(
            "(jdbc:(postgresql|mariadb|mysql):|(postgres|postgresql|mysql|mariadb)://).+",
            "a database address such as jdbc:postgresql://host/db or mysql://host/db");

    private final Watchdog watchdog;
    private final SqlSessions sessions = new SqlSessions();

    public SqlDatabases(Watchdog watchdog) {
        this.watchdog = watchdog;
    }

    /** What a check asks once it is connected. */
    @FunctionalInterface
    interface Question {
        CheckResult ask(SqlSession session, Guard guard) throws SQLException;
    }

    /** Asks the database that the check's parameters name. Throws when there is no connection or no answer. */
    CheckResult ask(Check check, Question question) throws Exception {
        SqlAddress address = SqlAddress.of(new Parameters(check.integration()));
        return watchdog.within(check.tryTimeout(), guard -> {
            SqlSession session;
            try {
                session = sessions.borrow(address, guard);
            } catch (SQLException failed) {
                return refused(check, failed);
            }
            return ask(check, question, address, session, guard);
        });
    }

    private CheckResult ask(Check check, Question question, SqlAddress address, SqlSession session, Guard guard)
            throws Exception {
        boolean broken = true;
        try {
            CheckResult result = question.ask(session, guard);
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
