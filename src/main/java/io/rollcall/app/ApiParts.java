package io.rollcall.app;

import io.rollcall.integration.Declaration;
import io.rollcall.integration.Problem;
import io.rollcall.judge.NextOutcomes;
import io.rollcall.mute.SilenceStore;
import io.rollcall.notify.DeadLetterStore;
import io.rollcall.notify.InboxStore;
import io.rollcall.probe.Kinds;
import io.rollcall.store.Jdbc;
import io.rollcall.web.AlertApi;
import io.rollcall.web.BearerToken;
import io.rollcall.web.CallerLimits;
import io.rollcall.web.CheckDesk;
import io.rollcall.web.ControlApi;
import io.rollcall.web.CronApi;
import io.rollcall.web.CustomRules;
import io.rollcall.web.DeploymentApi;
import io.rollcall.web.DocumentApi;
import io.rollcall.web.FactStore;
import io.rollcall.web.Frame;
import io.rollcall.web.HealthApi;
import io.rollcall.web.HeartbeatApi;
import io.rollcall.web.HistoryApi;
import io.rollcall.web.InboxApi;
import io.rollcall.web.IntegrationApi;
import io.rollcall.web.LogStore;
import io.rollcall.web.MaintenanceApi;
import io.rollcall.web.MaintenanceStore;
import io.rollcall.web.MessageApi;
import io.rollcall.web.MessageStore;
import io.rollcall.web.OverviewApi;
import io.rollcall.web.RepeatStore;
import io.rollcall.web.Repeats;
import io.rollcall.web.RuleApi;
import io.rollcall.web.SettingsDesk;
import io.rollcall.web.SettingsStore;
import io.rollcall.web.SilenceApi;
import io.rollcall.web.StatusBoard;
import io.rollcall.web.Takeover;
import io.rollcall.web.TransferApi;
import io.rollcall.web.Vitals;
import io.rollcall.web.Vitals.Sign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.spi.Registry;

/** The HTTP API, as the engine has it. */
final class ApiParts {
    /** Route files that the engine itself writes, below the data folder. */
    private static final String ROUTES = "routes";

    /** Less room than this, and nothing can be relied on to be written. */
    private static final long LEAST_BYTES = 64L * 1024 * 1024;

    final HealthApi health;
    final Frame frame;
    private final Settings settings;
    private final Parts parts;
    private final Jdbc jdbc;
    private final Vitals vitals;
    private final NextOutcomes outcomes = new NextOutcomes();
    private final String version;

    /**
     * @param auth whether it is known who may call
     * @param secret of this installation
     */
    ApiParts(Settings settings, Parts parts, Jdbc jdbc, Sign auth, Supplier<byte[]> secret) {
        this.settings = settings;
        this.parts = parts;
        this.jdbc = jdbc;
        String built = HealthApi.class.getPackage().getImplementationVersion();
        this.version = built == null ? "development" : built;
        CallerLimits limits =
                new CallerLimits(settings.count("rollcall.api.requests-per-minute"), Duration.ofMinutes(1));
        this.frame = new Frame(parts.json, limits, new Repeats(new RepeatStore(jdbc, parts.json), secret));
        this.vitals = new Vitals(deployment(), parts.databaseState, signs(auth));
        StatusBoard board = new StatusBoard(
                parts.integrations,
                parts.judge,
                key -> parts.breakers.state(key).map(Enum::name).orElse("CLOSED"));
        this.health = new HealthApi(board, vitals, parts.clock, parts.json);
    }

    /** Where rules made at run time are kept. */
    static Path routes(Settings settings) {
        return Path.of(settings.text("rollcall.data")).resolve(ROUTES);
    }

    private Vitals.Deployment deployment() {
        String id = settings.text("rollcall.deployment-id");
        return new Vitals.Deployment(
                version,
                settings.text("rollcall.environment"),
                settings.text("rollcall.region"),
                id.isEmpty() ? "rollcall-" + Long.toString(parts.clock.instant().getEpochSecond(), 36) : id,
                parts.clock.instant());
    }

    /** Storage is the disk that outcomes wait on; auth is whether it is known who may call. */
    private Map<String, Sign> signs(Sign auth) {
        Map<String, Sign> signs = new LinkedHashMap<>();
        signs.put("database", jdbc::ping);
        signs.put("storage", this::write);
        signs.put("auth", auth);
        return signs;
    }

    private void write() throws IOException {
        Path data = Path.of(settings.text("rollcall.data"));
        Files.writeString(data.resolve(".vital"), parts.clock.instant().toString());
        if (Files.getFileStore(data).getUsableSpace() < LEAST_BYTES) {
            throw new IOException("the disk of " + data + " is full");
        }
    }

    void bind(Registry registry, ChannelParts channels) {
        CheckDesk desk = new CheckDesk(parts.schedule::requestNow, outcomes, parts.clock);
        SettingsDesk.Engine engine = new Roll();
        SettingsDesk changes = new SettingsDesk(new SettingsStore(jdbc, parts.json), engine);
        registry.bind("nextOutcomes", outcomes);
        registry.bind("vitals", vitals);
        registry.bind("healthApi", health);
        registry.bind("documentApi", new DocumentApi(frame, version));
        registry.bind("deploymentApi", new DeploymentApi(frame, health, parts.integrations, changes, desk));
        registry.bind("controlApi", new ControlApi(frame, parts.integrations, changes, desk, parts.breakers::force));
        registry.bind("cronApi", new CronApi(frame, parts.integrations, desk, cleanup(), parts.clock));
        OpenAlertDesk alerts = new OpenAlertDesk(parts, channels, jdbc);
        bindReading(registry, alerts);
        bindAlerts(registry, channels, alerts);
        bindTransfer(registry, changes, engine, alerts);
    }

    private void bindTransfer(
            Registry registry, SettingsDesk changes, SettingsDesk.Engine engine, OpenAlertDesk alerts) {
        CustomRules.Engine files = new CustomRules.Engine(parts.routeLoader::reload, parts.routeLoader::complaints);
        CustomRules custom = new CustomRules(routes(settings), files, Kinds.metrics(), ChannelParts.NAMES);
        MaintenanceApi maintenance =
                new MaintenanceApi(frame, parts.integrations, new MaintenanceStore(jdbc), engine, parts.clock);
        SilenceApi.Record known = new SilenceApi.Record(new SilenceStore(jdbc, parts.json)::load, alerts::fitting);
        SilenceApi silences = new SilenceApi(frame, parts.muteParts.silences, known, parts.clock);
        TransferApi.Keepers keepers = new TransferApi.Keepers(
                parts.muteParts.silences,
                silences,
                maintenance,
                custom,
                parts.rules,
                new Takeover(jdbc, new Books(), parts.muteParts.silences, custom));
        registry.bind("ruleApi", new RuleApi(frame, parts.rules, custom));
        registry.bind("silenceApi", silences);
        registry.bind("maintenanceApi", maintenance);
        registry.bind("transferApi", new TransferApi(frame, changes, keepers));
    }

    private CronApi.Cleanup cleanup() {
        return new CronApi.Cleanup(
                new BearerToken("rollcall.cron-secret", settings.text("rollcall.cron-secret")),
                new LogStore(jdbc),
                settings.count("rollcall.database.retention-days"));
    }

    private void bindReading(Registry registry, OpenAlertDesk alerts) {
        IntegrationApi.Record record = new IntegrationApi.Record(
                new FactStore(jdbc, parts.json), new SettingsStore(jdbc, parts.json), alerts::about);
        registry.bind("integrationApi", new IntegrationApi(frame, health, parts.integrations, record));
        registry.bind("historyApi", new HistoryApi(frame, parts.integrations, new LogStore(jdbc), parts.clock));
        registry.bind("overviewApi", new OverviewApi(frame, health, parts.integrations));
        registry.bind("heartbeatApi", new HeartbeatApi(frame, parts.checkBeans.heartbeats, parts.schedule::requestNow));
        BearerToken inbox = new BearerToken("rollcall.inbox.token", settings.text("rollcall.inbox.token"));
        registry.bind("inboxApi", new InboxApi(frame, new InboxStore(jdbc), inbox));
    }

    private void bindAlerts(Registry registry, ChannelParts channels, OpenAlertDesk alerts) {
        AlertApi.Inquiry inquiry = new AlertApi.Inquiry(alerts::about, alerts::explain);
        registry.bind("alertApi", new AlertApi(frame, inquiry, channels.responses()));
        registry.bind(
                "messageApi",
                new MessageApi(frame, new MessageStore(jdbc), new DeadLetterStore(jdbc, parts.json), parts.clock));
        channels.push.bindApi(registry, frame);
    }

    /** Settings within a transaction, which the engine takes over when it has ended. */
    private final class Books implements Takeover.Desks {
        @Override
        public SettingsDesk settings(Jdbc own) {
            return new SettingsDesk(new SettingsStore(own, parts.json), new SettingsDesk.Engine() {
                @Override
                public List<Problem> complaints(Declaration declaration) {
                    return parts.roll.complaints(declaration);
                }

                @Override
                public void follow() {
                    // Nothing counts before the transaction has ended.
                }
            });
        }

        @Override
        public void follow() {
            parts.roll.followTable();
        }
    }

    /** What the roll of integrations says to settings. */
    private final class Roll implements SettingsDesk.Engine {
        @Override
        public List<Problem> complaints(Declaration declaration) {
            return parts.roll.complaints(declaration);
        }

        @Override
        public void follow() {
            parts.roll.followTable();
        }
    }
}
