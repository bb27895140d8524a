package io.rollcall.store;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the database answers, as those who use it find out. Says so once when it goes away and once when it is back. */
public final class DatabaseState {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseState.class);

    private final AtomicBoolean up = new AtomicBoolean(true);

    public boolean up() {
        return up.get();
    }

    /** Somebody got an answer. */
    public void reached() {
        if (up.compareAndSet(false, true)) {
            LOG.info("Database is back; what waits in the spool is written now");
        }
    }

    /** Somebody got none. */
    public void missed(Exception cause) {
        if (up.compareAndSet(true, false)) {
            LOG.error("Database is away; checks and notifications go on, outcomes wait in the spool", cause);
        }
    }
}
