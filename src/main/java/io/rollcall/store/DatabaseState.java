package io.rollcall.store;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the database answers, as those who use it find out. Says so once when it goes away and once when it is back. */
public final class DatabaseState {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseState.class);

    private enum Known {
        NOTHING,
        UP,
        AWAY
    }

    private final AtomicReference<Known> known = new AtomicReference<>(Known.NOTHING);

    /** True once the database has answered, until it does not. */
    public boolean up() {
        return known.get() == Known.UP;
    }

    /** Somebody got an answer. */
    public void reached() {
        if (known.getAndSet(Known.UP) == Known.AWAY) {
            LOG.info("Database is back; what waits in the spool is written now");
        }
    }

    /** Somebody got none. */
    public void missed(Exception cause) {
        if (known.getAndSet(Known.AWAY) != Known.AWAY) {
            LOG.error(
                    "Database is away; checks and notifications go on, outcomes wait in the spool reason={}",
                    reason(cause));
            LOG.debug("Where it was found to be away", cause);
        }
    }

    /** What the driver says, without the words of the pool and others around it. */
    private static String reason(Exception cause) {
        String reason = String.valueOf(cause.getMessage());
        for (Throwable next = cause; next != null; next = next.getCause()) {
            if (next instanceof SQLException) {
                reason = String.valueOf(next.getMessage());
            }
        }
        return reason.lines().findFirst().orElse("");
    }
}
