package io.rollcall.access;

import io.rollcall.store.DatabaseState;
import io.rollcall.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Begins and ends sessions, and keeps what is known of people, sessions and tokens in step with their tables. Thread-safe.
 */
public final class Sessions {
    private static final Duration TIDIED_EVERY = Duration.ofHours(1);

    private final Credentials credentials;
    private final Stores stores;
    private final DatabaseState database;
    private final Clock clock;
    private final Duration auditKept;
    private final Set<String> ended = ConcurrentHashMap.newKeySet();
    private @Nullable String mark;
    private @Nullable Instant tidied;

    /** Where all of this is kept. */
    public record Stores(PersonStore people, SessionStore sessions, TokenStore tokens, AuditStore audit) {}

    public Sessions(Credentials credentials, Stores stores, DatabaseState database, Clock clock, Duration auditKept) {
        this.credentials = credentials;
        this.stores = stores;
        this.database = database;
        this.clock = clock;
        this.auditKept = auditKept;
    }

    /**
     * Begins a session, always with an id of its own, and answers the id.
     *
     * @param local whether the name is that of a {@link Person}
     * @throws StoreException when the database does not answer
     */
    public synchronized String begin(String name, Role role, boolean local) {
        String id = Keys.random();
        Instant now = clock.instant();
        Session session = new Session(Keys.hash(id), name, role, local, now, now);
        stores.sessions().add(session);
        credentials.begin(session);
        return id;
    }

    /** Ends a session at once, and in the table as soon as the database answers. */
    public void end(String id) {
        String hash = Keys.hash(id);
        ended.add(hash);
        credentials.end(hash);
        follow();
    }

    /** Takes over what changed in the tables since the last time, where the database answers. Called by a timer. */
    public synchronized void follow() {
        if (!database.up()) {
            return;
        }
        try {
            meet();
        } catch (StoreException e) {
            database.missed(e);
        }
    }

    private void meet() {
        Set<String> over = Set.copyOf(ended);
        over.forEach(stores.sessions()::end);
        credentials.takeUsed().forEach(stores.sessions()::seen);
        tidy();
        String found = stores.sessions().mark();
        if (!found.equals(mark)) {
            credentials.take(new Credentials.Tables(
                    stores.people().all(),
                    stores.sessions().all().stream()
                            .filter(session -> !ended.contains(session.hash()))
                            .toList(),
                    stores.tokens().all()));
            mark = found;
        }
        ended.removeAll(over);
    }

    private void tidy() {
        Instant now = clock.instant();
        if (tidied == null || !now.isBefore(tidied.plus(TIDIED_EVERY))) {
            Session.Limits limits = credentials.limits();
            stores.sessions().expire(now.minus(limits.idle()), now.minus(limits.length()));
            stores.audit().expire(now.minus(auditKept));
            tidied = now;
        }
    }
}
