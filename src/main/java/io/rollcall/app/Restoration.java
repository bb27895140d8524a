package io.rollcall.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.alert.AlertEntry;
import io.rollcall.alert.AlertRules;
import io.rollcall.alert.AlertStore;
import io.rollcall.alert.OutcomeHistoryStore;
import io.rollcall.group.AlertGroups;
import io.rollcall.group.GroupStore;
import io.rollcall.group.MemberEntry;
import io.rollcall.heartbeat.HeartbeatStore;
import io.rollcall.heartbeat.Heartbeats;
import io.rollcall.incoming.IncomingAlerts;
import io.rollcall.incoming.IncomingEntry;
import io.rollcall.incoming.IncomingStore;
import io.rollcall.judge.IntegrationState;
import io.rollcall.judge.Judge;
import io.rollcall.judge.StateStore;
import io.rollcall.notify.NotificationEntry;
import io.rollcall.notify.NotificationStore;
import io.rollcall.notify.Outbox;
import io.rollcall.provision.ProvisionedStore;
import io.rollcall.provision.Provisions;
import io.rollcall.publish.BulletinStore;
import io.rollcall.publish.Bulletins;
import io.rollcall.store.Database;
import io.rollcall.store.Jdbc;
import io.rollcall.store.Spool;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings the database up to date and takes from it what the last run left: states, alerts and notifications. Done as soon as
 * the database answers for the first time, which may be long after the start; what came up since then wins.
 */
final class Restoration {
    private final Database database;
    private final Judge judge;
    private final AlertRules rules;
    private final Heartbeats heartbeats;
    private final AlertGroups groups;
    private final Provisions provisions;
    private final MuteParts mutes;
    private final IncomingAlerts incoming;
    private final Outbox outbox;
    private final PushParts push;
    private final ReplyParts replies;
    private final Bulletins bulletins;
    private final SubscriberParts subscriptions;
    private final NotificationStore notifications;
    private final ObjectMapper json;
    private final Instant startedAt;
    private @Nullable Collection<IntegrationState> states;

    Restoration(Database database, Parts parts, ChannelParts channels) {
        this.database = database;
        this.judge = parts.judge;
        this.rules = parts.rules;
        this.heartbeats = parts.checkBeans.heartbeats;
        this.groups = channels.groups();
        this.outbox = channels.outbox();
        this.push = channels.push;
        this.replies = channels.replies();
        this.bulletins = parts.bulletins;
        this.subscriptions = channels.subscriptions;
        this.provisions = parts.provisions;
        this.mutes = parts.muteParts;
        this.incoming = parts.incoming;
        this.notifications = new NotificationStore(new Jdbc(database.dataSource()), parts.json);
        this.json = parts.json;
        this.startedAt = parts.clock.instant();
        rules.awaitHistory();
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
        push.subscriptions.restore(replay.subscriptions());
        outbox.restore(replay.notifications());
        groups.restore(replay.members());
        heartbeats.restore(replay.heartbeats());
        provisions.restore(replay.provisioned());
        mutes.replay(replay);
        incoming.restore(replay.incoming());
        replies.replay(replay);
        bulletins.restore(replay.bulletins());
        subscriptions.replay(replay.subscribers());
    }

    /**
     * Reads the states of the last run. To be called before the spool is drained, which may hold outcomes of this run by now:
     * they know nothing of the last one and overwrite its states. Throws StoreException while the database is away.
     */
    void readStates() {
        if (states == null) {
            states = new StateStore(new Jdbc(database.dataSource())).load();
        }
    }

    /**
     * Takes up the last run. To be called once its spool is in the database. What was told comes first: a state that is known
     * to be down before its alert is known would be told again. Throws StoreException while the database is away.
     */
    void takeUp() {
        Jdbc jdbc = new Jdbc(database.dataSource());
        Collection<AlertEntry> alerts = new AlertStore(jdbc, json).load();
        Collection<NotificationEntry> told = notifications.load().stream()
                .filter(entry -> entry.createdAt().isBefore(startedAt))
                .toList();
        heartbeats.restore(new HeartbeatStore(jdbc).load());
        Collection<MemberEntry> members = new GroupStore(jdbc, json).load();
        Collection<IncomingEntry> others = new IncomingStore(jdbc, json).load();
        provisions.restore(new ProvisionedStore(jdbc).load());
        mutes.takeUp(jdbc, startedAt);
        push.takeUp(jdbc);
        replies.takeUp(jdbc);
        bulletins.restore(new BulletinStore(jdbc, json).load(startedAt));
        subscriptions.takeUp(jdbc);
        outbox.restore(told);
        outbox.restoreSent(notifications.sentLately());
        groups.restore(members);
        incoming.restore(others);
        incoming.complete();
        rules.restore(alerts);
        rules.fillFrom(new OutcomeHistoryStore(jdbc, json));
        judge.restore(states == null ? List.of() : states);
        states = null;
        groups.complete();
    }
}
