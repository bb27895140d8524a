package io.rollcall.camel;

import io.rollcall.store.Batch;
import io.rollcall.store.DatabaseState;
import io.rollcall.store.Jdbc;
import io.rollcall.store.Spool;
import io.rollcall.store.SqlStates;
import io.rollcall.store.StoreException;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds the spool to the database in order: hands out the next batch, and moves on only when that is recorded. A batch that
 * the database refuses for its content is cut smaller and smaller until the one bad entry is found and set aside.
 */
public final class Recorder {
    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
    private static final int MOST_ENTRIES = 1000;
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private final Spool spool;
    private final Jdbc jdbc;
    private final DatabaseState database;
    private final Runnable preparation;
    private final String statement = Jdbc.statement("record-batch");
    private int limit = MOST_ENTRIES;
    private boolean away;
    private boolean prepared;
    private @Nullable Batch batch;

    /**
     * Drains that spool.
     *
     * @param preparation brings the database up to date before the first batch; throws StoreException while that is away
     */
    public Recorder(Spool spool, Jdbc jdbc, DatabaseState database, Runnable preparation) {
        this.spool = spool;
        this.jdbc = jdbc;
        this.database = database;
        this.preparation = preparation;
    }

    /** Prepares the database unless that is done. False when it is away. */
    public boolean prepare() {
        if (!prepared) {
            try {
                preparation.run();
                prepared = true;
                database.reached();
            } catch (StoreException e) {
                database.missed(e);
            }
        }
        return prepared;
    }

    /** True while something waits and the database has not just refused to answer. */
    public boolean more() {
        if (away || !prepare()) {
            away = false;
            return false;
        }
        batch = spool.next(limit, MOST_BYTES).orElse(null);
        return batch != null;
    }

    /** Puts the waiting batch and its statement into the message. */
    public void next(Exchange exchange) {
        if (batch != null) {
            exchange.getMessage().setHeader("batch", batch.json());
            exchange.getMessage().setBody(statement);
        }
    }

    /** The batch is in the database. */
    public void recorded() {
        if (batch != null) {
            spool.drained(batch);
        }
        limit = Math.min(MOST_ENTRIES, limit * 2);
        database.reached();
    }

    /** The batch is not in the database. */
    public void refused(Exchange exchange) {
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (!SqlStates.isAboutContent(cause)) {
            away = true;
            database.missed(cause);
        } else if (batch != null) {
            narrow(batch, cause);
        }
    }

    /** One bad entry must not hold up those behind it: look for it in ever smaller batches, then set it aside. */
    private void narrow(Batch refused, Exception cause) {
        if (limit > 1) {
            limit = Math.max(1, Math.min(limit, refused.entries()) / 2);
        } else {
            LOG.error("Entry set aside: the database refuses it for good", cause);
            spool.reject(refused, String.valueOf(cause.getMessage()));
        }
    }

    /**
     * Writes all that waits, at once, before the routes start or after they stopped.
     *
     * @throws StoreException when the database cannot be reached; then the rest still waits
     */
    public void drain() {
        for (Optional<Batch> next = spool.next(limit, MOST_BYTES);
                next.isPresent();
                next = spool.next(limit, MOST_BYTES)) {
            try {
                jdbc.run("record-batch", next.get().json());
                spool.drained(next.get());
                limit = Math.min(MOST_ENTRIES, limit * 2);
            } catch (StoreException e) {
                if (!SqlStates.isAboutContent(e)) {
                    throw e;
                }
                narrow(next.get(), e);
            }
        }
    }

    /** Whether statements are worth sending. */
    public boolean databaseUp() {
        return database.up();
    }
}
