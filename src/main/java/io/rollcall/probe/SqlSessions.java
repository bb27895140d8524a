package io.rollcall.probe;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.NoSuchElementException;
import org.apache.commons.pool2.BaseKeyedPooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericKeyedObjectPool;
import org.apache.commons.pool2.impl.GenericKeyedObjectPoolConfig;

/**
 * The pooled database connections of all checks (requirement 003-16): at most two per database and user, closed after five
 * idle minutes by one thread for all. Thread-safe.
 */
final class SqlSessions implements AutoCloseable {
    private static final int PER_ADDRESS = 2;

    private final GenericKeyedObjectPool<SqlAddress, SqlSession> pool;

    SqlSessions() {
        GenericKeyedObjectPoolConfig<SqlSession> config = new GenericKeyedObjectPoolConfig<>();
        config.setMaxTotal(-1);
        config.setMaxTotalPerKey(PER_ADDRESS);
        config.setMaxIdlePerKey(PER_ADDRESS);
        config.setMinEvictableIdleDuration(Duration.ofMinutes(5));
        config.setTimeBetweenEvictionRuns(Duration.ofMinutes(1));
        config.setNumTestsPerEvictionRun(-1);
        config.setJmxEnabled(false);
        pool = new GenericKeyedObjectPool<>(new Connecting(), config);
    }

    /** A session that works: broken ones are replaced without a word. Throws what a fresh connection's failure threw. */
    SqlSession borrow(SqlAddress address, Guard guard) throws Exception {
        while (true) {
            SqlSession session;
            try {
                session = JdbcSockets.of(
                        guard, () -> pool.borrowObject(address, guard.left().toMillis()));
            } catch (NoSuchElementException exhausted) {
                throw new SQLTransientException(
                        "Both connections to this database are busy with other checks", exhausted);
            }
            if (session.resume(guard)) {
                return session;
            }
            drop(address, session, guard);
        }
    }

    void giveBack(SqlAddress address, SqlSession session) {
        pool.returnObject(address, session);
    }

    /** Closes a broken session. When a check waits for its place the pool connects anew at once, hence the guard. */
    void drop(SqlAddress address, SqlSession session, Guard guard) throws Exception {
        JdbcSockets.of(guard, () -> {
            pool.invalidateObject(address, session);
            return session;
        });
    }

    @Override
    public void close() {
        pool.close();
    }

    private static final class Connecting extends BaseKeyedPooledObjectFactory<SqlAddress, SqlSession> {
        @Override
        public SqlSession create(SqlAddress address) throws SQLException {
            Guard guard = JdbcSockets.guard();
            Connection connection = address.isPostgres()
                    ? new org.postgresql.Driver().connect(address.url(), address.properties())
                    : new org.mariadb.jdbc.Driver().connect(address.url(), address.properties());
            if (connection == null) {
                throw new IllegalArgumentException("Parameter url is not understood by the database's driver");
            }
            return new SqlSession(connection, guard.sockets());
        }

        @Override
        public PooledObject<SqlSession> wrap(SqlSession session) {
            return new DefaultPooledObject<>(session);
        }

        @Override
        public void destroyObject(SqlAddress address, PooledObject<SqlSession> pooled) throws SQLException {
            pooled.getObject().close();
        }
    }
}
