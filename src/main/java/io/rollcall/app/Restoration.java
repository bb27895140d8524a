package io.rollcall.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.alert.AlertRules;
import io.rollcall.alert.AlertStore;
import io.rollcall.judge.Judge;
import io.rollcall.judge.StateStore;
import io.rollcall.notify.NotificationStore;
import io.rollcall.notify.Outbox;
import io.rollcall.store.Database;
import io.rollcall.store.Jdbc;
import io.rollcall.store.Spool;
import java.time.Instant;

/**
 * Brings the database up to date and takes from it what the last run left: states, alerts and notifications. Done as soon as
 * the database answers for the first time, which may be long after the start; what came up since then wins.
 */
final class Restoration {
    private final Database database;
    private final Judge judge;
    private final AlertRules rules;
    private final Outbox outbox;
    private final NotificationStore notifications;
    private final ObjectMapper json;
    private final Instant startedAt;

    Restoration(Database database, Parts parts, Outbox outbox) {
        this.database = database;
        this.judge = parts.judge;
        this.rules = parts.rules;
        this.outbox = outbox;
        this.notifications = new NotificationStore(new Jdbc(database.dataSource()), parts.json);
        this.json = parts.json;
        this.startedAt = parts.clock.instant();
    }

    /** Throws StoreException while the database is away. */
    void migrate() {
        database.migrate();
    }

    /** Takes from the spool what the last run could not bring into the database. To be called before anything runs. */
    void replay(Spool spool) {
        Replay replay = new Replay(json);
        spool.replay(replay::read);
        judge.restore(replay.states());
        rules.restore(replay.alerts());
        outbox.resume(replay.notifications());
    }

    /**
     * To be called before the spool is drained, which may hold outcomes of this run by now: they know nothing of the last
     * one and would overwrite its states. Throws StoreException while the database is away.
     */
    void restoreStates() {
        judge.restore(new StateStore(new Jdbc(database.dataSource())).load());
    }

    /** To be called once the spool of the last run is in the database. Throws StoreException while that is away. */
    void restoreMessages() {
        Jdbc jdbc = new Jdbc(database.dataSource());
        rules.restore(new AlertStore(jdbc).load());
        outbox.restore(notifications.load().stream()
                .filter(entry -> entry.createdAt().isBefore(startedAt))
                .toList());
    }
}
