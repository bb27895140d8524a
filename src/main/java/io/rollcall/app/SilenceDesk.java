package io.rollcall.app;

import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.integration.Problem;
import io.rollcall.mute.Silence;
import io.rollcall.mute.SilenceStore;
import io.rollcall.mute.Silences;
import io.rollcall.store.Database;
import io.rollcall.store.Jdbc;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * Silences from outside the engine, in the database that it uses: its own one, or that which is set. A running engine takes
 * them over within a second.
 */
public final class SilenceDesk implements AutoCloseable {
    private final Database database;
    private final SilenceStore store;
    private final Silences silences;

    /** Throws StoreException when neither a database is set nor an engine runs one. */
    public SilenceDesk(Settings settings, Clock clock) {
        this.database = RemoteStatus.database(settings);
        this.store = new SilenceStore(new Jdbc(database.dataSource()), Parts.json());
        this.silences = MuteParts.silences(settings, clock, store::write);
    }

    /**
     * Does something with the silences that there are.
     *
     * @throws InvalidConfigurationException saying why it cannot be done
     * @throws io.rollcall.store.StoreException when the database does not answer
     */
    public Silence change(Instant now, Function<Silences, Silence> what) {
        silences.restore(store.load(now));
        try {
            return what.apply(silences);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationException(
                    List.of(new Problem("silence", 0, null, String.valueOf(e.getMessage()))));
        }
    }

    /** Those that end after that time, the one that ends first first. */
    public List<Silence> endingAfter(Instant time) {
        return store.load(time);
    }

    @Override
    public void close() {
        database.close();
    }
}
