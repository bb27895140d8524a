package io.rollcall.app;

import io.rollcall.notify.NotificationEntry;
import io.rollcall.notify.NotificationState;
import io.rollcall.notify.NotificationStore;
import io.rollcall.store.Database;
import io.rollcall.store.DatabaseUrl;
import io.rollcall.store.Jdbc;
import io.rollcall.store.StoreException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database as a command without an engine uses it: what was told before, and what is told now. */
final class Memory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Memory.class);

    private final @Nullable Database database;
    private final Optional<DatabaseUrl> url;
    private final boolean inUse;

    private Memory(@Nullable Database database, Optional<DatabaseUrl> url, boolean inUse) {
        this.database = database;
        this.url = url;
        this.inUse = inUse;
    }

    /**
     * The database that is set, or the one in the data folder, which is started unless an engine uses it.
     *
     * @throws StoreException when the data folder cannot be used
     */
    static Memory open(Settings settings) {
        Path data = Path.of(settings.text("rollcall.data"));
        if (Database.isInUse(data)) {
            return new Memory(null, Database.embeddedUrl(data), true);
        }
        Database database = Installation.open(settings, data);
        DatabaseUrl url = database.url();
        try {
            database.migrate();
            return new Memory(database, Optional.of(url), false);
        } catch (StoreException e) {
            database.close();
            LOG.warn("The database is away, so what was told before is not known reason={}", e.getMessage());
            return new Memory(null, Optional.of(url), false);
        }
    }

    /** Where it is; empty when an engine uses the data folder with a database elsewhere. */
    Optional<DatabaseUrl> url() {
        return url;
    }

    /** True when an engine uses the data folder. */
    boolean engineRuns() {
        return inUse;
    }

    /** What was told last, by whomever. */
    List<NotificationEntry> told() {
        return database == null
                ? List.of()
                : new NotificationStore(new Jdbc(database.dataSource()), Parts.json())
                        .load().stream()
                                .filter(entry -> entry.state() == NotificationState.SENT)
                                .toList();
    }

    /** Keeps entries of the journal, given as a JSON list. Throws StoreException while the database is away. */
    void keep(String entries) {
        if (database != null) {
            new Jdbc(database.dataSource()).run("record-batch", entries);
        }
    }

    @Override
    public void close() {
        if (database != null) {
            database.close();
        }
    }
}
