package io.rollcall.probe;

import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** A database connection, and the sockets below it. Used by one thread at a time. */
final class SqlSession {
    private final Connection connection;
    private final List<Socket> sockets;
    private final boolean cancels;
    private boolean used;

    SqlSession(Connection connection, List<Socket> sockets) throws SQLException {
        this.connection = connection;
        this.sockets = sockets;
        // MySQL cannot limit a statement's time itself; the driver would do it by a second connection that may hang
        // too.
        this.cancels = !"MySQL".equals(connection.getMetaData().getDatabaseProductName());
    }

    /** Puts the session under the guard of a new try. False when it did not outlive the pause since the last one. */
    boolean resume(Guard guard) {
        if (!used) {
            used = true;
            return true;
        }
        sockets.forEach(guard::watch);
        try {
            return connection.isValid(1);
        } catch (SQLException broken) {
            return false;
        }
    }

    /** A statement that the server gives up when the time is over, so that it does not run on there. */
    Statement statement(Duration time) throws SQLException {
        Statement statement = connection.createStatement();
        statement.setMaxRows(1000);
        if (cancels) {
            // Whole seconds only: round up, but let the few milliseconds that connecting took not cost a second.
            statement.setQueryTimeout((int) Math.max(1, Math.ceil((time.toMillis() - 100) / 1000.0)));
        }
        return statement;
    }

    void close() throws SQLException {
        connection.close();
    }
}
