package io.rollcall.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.rollcall.alert.AlertEntry;
import io.rollcall.alert.AlertStore;
import io.rollcall.group.GroupStore;
import io.rollcall.group.MemberEntry;
import io.rollcall.group.RequestStore;
import io.rollcall.incoming.IncomingEntry;
import io.rollcall.incoming.IncomingStore;
import io.rollcall.integration.IntegrationStore;
import io.rollcall.integration.MaintenanceWindow;
import io.rollcall.judge.IntegrationState;
import io.rollcall.judge.StateStore;
import io.rollcall.notify.DeadLetterStore;
import io.rollcall.notify.InboxEntry;
import io.rollcall.notify.InboxStore;
import io.rollcall.notify.NotificationEntry;
import io.rollcall.notify.NotificationState;
import io.rollcall.notify.NotificationStore;
import io.rollcall.playback.PastOutcomesStore;
import io.rollcall.provision.Provisioned;
import io.rollcall.provision.ProvisionedStore;
import io.rollcall.store.Database;
import io.rollcall.store.DatabaseUrl;
import io.rollcall.store.Jdbc;
import io.rollcall.store.JournalEntry;
import io.rollcall.store.Spool;
import io.rollcall.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database as a command without an engine uses it: what was told before, and what is told now. */
final class Memory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Memory.class);

    private static final ObjectMapper JSON = Parts.json();

    private final @Nullable Database database;
    private final @Nullable DatabaseUrl url;
    private final boolean inUse;

    private final @Nullable StoreException away;

    private Memory(
            @Nullable Database database, @Nullable DatabaseUrl url, boolean inUse, @Nullable StoreException away) {
        this.database = database;
        this.url = url;
        this.inUse = inUse;
        this.away = away;
    }

    /**
     * The database that is set, or the one in the data folder, which is started unless an engine has done so.
     *
     * @throws StoreException when the data folder cannot be used
     */
    static Memory open(Settings settings) {
        Path data = Path.of(settings.text("rollcall.data"));
        boolean inUse = Spool.isInUse(data.resolve("spool"));
        boolean own = settings.text("rollcall.database.url").isEmpty();
        Database database = inUse && own ? Database.attach(data) : Installation.open(settings, data);
        DatabaseUrl url = database.url();
        try {
            database.migrate();
            return new Memory(database, url, inUse, null);
        } catch (StoreException e) {
            database.close();
            LOG.warn(
                    "The database is away, so nothing is known of before and nothing is kept reason={}",
                    e.getMessage());
            return new Memory(null, url, inUse, e);
        }
    }

    /** The same for those who only look: where no engine has ever run there is nothing to see, and nothing is made. */
    static Memory look(Settings settings) {
        boolean nothing = settings.text("rollcall.database.url").isEmpty()
                && Files.notExists(Path.of(settings.text("rollcall.data")));
        return nothing ? new Memory(null, null, false, null) : open(settings);
    }

    /** For those whose answer would be wrong without the database; throws why it is away. */
    Memory required() {
        if (away != null) {
            throw away;
        }
        return this;
    }

    Optional<DatabaseUrl> url() {
        return Optional.ofNullable(url);
    }

    /** True when an engine uses the data folder. */
    boolean engineRuns() {
        return inUse;
    }

    /** What was told last, by whomever. */
    List<NotificationEntry> told() {
        return database == null
                ? List.of()
                : new NotificationStore(new Jdbc(database.dataSource()), JSON)
                        .load().stream()
                                .filter(entry -> entry.state() == NotificationState.SENT)
                                .toList();
    }

    /** Which alerts were told together, and what was said of them. */
    List<MemberEntry> members() {
        return database == null ? List.of() : new GroupStore(new Jdbc(database.dataSource()), JSON).load();
    }

    /** Takes up which silences there are at that time, and what comes and goes. */
    void mute(MuteParts mutes, Instant at) {
        if (database != null) {
            mutes.takeUp(new Jdbc(database.dataSource()), at);
        }
    }

    /** Takes up who wants no messages. */
    void replies(ReplyParts replies) {
        if (database != null) {
            replies.takeUp(new Jdbc(database.dataSource()));
        }
    }

    /** Which rules hold or fire. */
    List<AlertEntry> alerts() {
        return database == null ? List.of() : new AlertStore(new Jdbc(database.dataSource()), JSON).load();
    }

    /** Alerts of other systems that are open. */
    List<IncomingEntry> incoming() {
        return database == null ? List.of() : new IncomingStore(new Jdbc(database.dataSource()), JSON).load();
    }

    /** What the record knows of the past; empty when the database is away. */
    Optional<PastOutcomesStore> past() {
        return Optional.ofNullable(database).map(open -> new PastOutcomesStore(new Jdbc(open.dataSource()), JSON));
    }

    /** How each integration was last. */
    List<IntegrationState> states() {
        return database == null ? List.of() : new StateStore(new Jdbc(database.dataSource())).load();
    }

    /** What work is planned or goes on. */
    List<MaintenanceWindow> maintenance() {
        return database == null ? List.of() : new IntegrationStore(new Jdbc(database.dataSource()), JSON).maintenance();
    }

    /** What could not be delivered; empty when the database is away. */
    Optional<DeadLetterStore> deadLetters() {
        return Optional.ofNullable(database).map(open -> new DeadLetterStore(new Jdbc(open.dataSource()), JSON));
    }

    /** What people ask of the engine; empty when the database is away. */
    Optional<RequestStore> requests() {
        return Optional.ofNullable(database).map(open -> new RequestStore(new Jdbc(open.dataSource())));
    }

    /** The open database; throws StoreException when it is away. */
    Jdbc jdbc() {
        if (database == null) {
            throw new StoreException("The database is away", new IllegalStateException());
        }
        return new Jdbc(database.dataSource());
    }

    /** The messages for admins; empty when the database is away. */
    Optional<InboxStore> inbox() {
        return Optional.ofNullable(database).map(open -> new InboxStore(new Jdbc(open.dataSource())));
    }

    /** Takes up which browsers want to be told. */
    void subscribe(PushParts push) {
        if (database != null) {
            push.takeUp(new Jdbc(database.dataSource()));
        }
    }

    /** How the things at vendors stood last. */
    List<Provisioned> provisioned() {
        return database == null ? List.of() : new ProvisionedStore(new Jdbc(database.dataSource())).load();
    }

    /**
     * Keeps entries of a journal; while the database is away, nothing.
     *
     * @throws StoreException when the database has gone away, or there was none for a message that is nowhere else
     */
    void keep(List<? extends JournalEntry> entries) {
        if (database == null && entries.stream().anyMatch(InboxEntry.class::isInstance)) {
            throw new StoreException("The database is away", new IllegalStateException());
        }
        if (database == null || entries.isEmpty()) {
            return;
        }
        ArrayNode batch = JSON.createArrayNode();
        entries.forEach(entry -> batch.add(JSON.<JsonNode>valueToTree(entry)));
        new Jdbc(database.dataSource()).run("record-batch", batch.toString());
    }

    @Override
    public void close() {
        if (database != null) {
            database.close();
        }
    }
}
