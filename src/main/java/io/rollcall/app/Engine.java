package io.rollcall.app;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.rollcall.alert.AlertRule;
import io.rollcall.camel.AfterJudgement;
import io.rollcall.camel.AlertComponent;
import io.rollcall.camel.Faults;
import io.rollcall.camel.Recorder;
import io.rollcall.camel.TellComponent;
import io.rollcall.group.RequestStore;
import io.rollcall.group.Requests;
import io.rollcall.integration.IntegrationStore;
import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.judge.Upstream;
import io.rollcall.metric.CheckMeters;
import io.rollcall.metric.EngineMeters;
import io.rollcall.metric.MetricsPage;
import io.rollcall.notify.DeadLetterStore;
import io.rollcall.notify.DeadLetters;
import io.rollcall.playback.RuleTests;
import io.rollcall.store.Database;
import io.rollcall.store.Jdbc;
import io.rollcall.store.Spool;
import io.rollcall.store.StoreException;
import io.rollcall.web.HealthApi;
import io.rollcall.web.Refusals;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.spi.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine over a database and a spool: takes up where the last run stopped, and runs the routes. */
public final class Engine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    private final Restoration restoration;
    private final DataSource database;
    private final Spool spool;
    private final Parts parts;
    private final Recorder recorder;
    private final ChannelParts channels;
    private final ApiParts api;
    private final CamelRuntime camel;
    private final AlertComponent alerts;
    private final PageParts pages;
    private final PublicParts published;
    private final AccessParts access;

    /** @param console where what the owner must read once is said */
    Engine(Settings settings, Clock clock, Database database, Spool spool, Consumer<String> console) {
        this.database = database.dataSource();
        this.spool = spool;
        this.camel = new CamelRuntime(settings);
        CamelContext context = camel.context();
        Jdbc jdbc = new Jdbc(this.database);
        this.parts = new Parts(settings, clock, context, spool, new IntegrationStore(jdbc, Parts.json()));
        this.channels = new ChannelParts(settings, spool, clock, parts);
        this.restoration = new Restoration(database, parts, channels);
        this.recorder = new Recorder(spool, jdbc, parts.databaseState, this::restore);
        this.access = new AccessParts(settings, parts, spool, jdbc, console);
        this.api = new ApiParts(settings, parts, jdbc, access::inspect, channels.linkKey);
        this.alerts = new AlertComponent(parts.rules);
        this.pages = new PageParts(settings, api.health, jdbc, clock);
        this.published = new PublicParts(settings, parts, jdbc, pages.assets);
        bind(context, settings);
    }

    /**
     * Starts the routes and returns once checks run.
     *
     * @throws io.rollcall.integration.InvalidConfigurationException when route files are wrong
     */
    void start() {
        try {
            access.install(camel.context());
            camel.start(this::takeUp);
            pages.serve(camel.context());
            Refusals.watch(camel.context(), parts.json);
        } catch (Exception e) {
            throw parts.explain(e);
        }
        LOG.info("Rollcall runs integrations={}", parts.integrations.all().size());
    }

    /** Builds every route without starting one, and says what there is. Throws as {@link #start} does. */
    Rehearsal.Report rehearse() {
        List<AlertRule> written = build();
        List<String> remarks = new ArrayList<>(parts.integrations.all().stream()
                .filter(integration -> integration.problem() != null)
                .map(integration -> "Not checked: " + integration.key() + ": " + integration.problem())
                .sorted()
                .toList());
        remarks.addAll(alerts.remarks(parts.integrations.all()));
        remarks.addAll(PublicParts.remarks(parts));
        int rules = parts.routeLoader.files().stream()
                .mapToInt(file -> file.rules().size())
                .sum();
        int routes = parts.routeLoader.files().stream()
                .mapToInt(file -> file.ids("route").size())
                .sum();
        parts.close();
        return new Rehearsal.Report(parts.integrations.all().size(), rules, routes, test(written), remarks);
    }

    /** The same, and says only which rules and integrations there are. */
    Rehearsal.Blueprint blueprint() {
        List<AlertRule> written = build();
        parts.close();
        return new Rehearsal.Blueprint(written, List.copyOf(parts.integrations.all()));
    }

    private List<AlertRule> build() {
        List<AlertRule> written = new ArrayList<>();
        try {
            camel.rehearse(this::load, built -> written.addAll(AlertComponent.rules(built)));
        } catch (Exception e) {
            throw parts.explain(e);
        }
        return written;
    }

    /** Runs the tests beside the rules, and says how many there are. */
    private int test(List<AlertRule> written) {
        RuleTests.Report report = new RuleTests(written, parts.integrations.all()).run(parts.folders);
        if (!report.problems().isEmpty()) {
            throw new InvalidConfigurationException(report.problems());
        }
        return report.tests();
    }

    private void bind(CamelContext context, Settings settings) {
        Registry registry = context.getRegistry();
        bindMeters(registry);
        registry.bind(
                "afterJudgement",
                new AfterJudgement(
                        parts.schedule,
                        parts.breakers,
                        parts.integrations,
                        new Upstream(parts.integrations, parts.judge)));
        registry.bind("alertRules", parts.rules);
        parts.muteParts.bind(registry, new Jdbc(database), parts.databaseState, parts.clock);
        registry.bind("recorder", recorder);
        registry.bind("database", database);
        pages.bind(registry);
        published.bind(registry, api.frame, access.audit(), channels);
        channels.bind(registry, parts);
        api.bind(registry, channels);
        IncomingParts.bind(registry, settings, parts);
        registry.bind(
                "deadLetters", new DeadLetters(new DeadLetterStore(new Jdbc(database), parts.json), channels.outbox()));
        bindRequests(registry);
        access.bind(registry, api.frame, channels.push.subscriptions);
        raise(context.createProducerTemplate());
        context.addComponent("alert", alerts);
        context.addComponent("tell", new TellComponent());
    }

    /** What raises alerts beside the rules hands them to the router. */
    private void raise(ProducerTemplate router) {
        parts.muteParts.flapping.tell(change -> router.sendBody("direct:notify", change.alert()));
        parts.incoming.tell(alert -> router.sendBody("direct:notify", alert));
        parts.incoming.acknowledge((alert, source) ->
                channels.responses().acknowledge(alert.fingerprint(), "somebody at " + alert.name(), source));
    }

    private void bindMeters(Registry registry) {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        CheckMeters checkMeters = new CheckMeters(meters, parts.integrations, parts.judge, key -> parts.breakers
                .state(key)
                .map(this::number)
                .orElse(0));
        EngineMeters engineMeters = new EngineMeters(meters);
        engineMeters.bind(parts.schedule, parts.checkers);
        engineMeters.bind(spool, parts.databaseState);
        engineMeters.bind(parts.checkBeans.answerCache);
        engineMeters.bind(parts.incoming);
        engineMeters.bind(parts.rules, channels.outbox(), ChannelParts.ALL);
        registry.bind("metricsRegistry", meters);
        registry.bind("metrics", new MetricsPage(meters));
        registry.bind("checkMeters", checkMeters);
        registry.bind("faults", new Faults(meters));
    }

    private void bindRequests(Registry registry) {
        registry.bind(
                "alertRequests",
                new Requests(
                        new RequestStore(new Jdbc(database)),
                        channels.responses(),
                        channels.groups(),
                        parts.databaseState));
    }

    private int number(io.github.resilience4j.circuitbreaker.CircuitBreaker.State state) {
        return switch (state) {
            case HALF_OPEN -> 1;
            case OPEN, FORCED_OPEN -> 2;
            default -> 0;
        };
    }

    /** Loads the routes and takes up where the last run stopped, before anything runs. */
    private void takeUp() {
        load();
        restoration.replay(spool);
        recorder.prepare();
    }

    /**
     * Reads the states of the last run from the database, writes what waits in the spool, then takes up the last run.
     * Integrations are declared before that: the record keeps no state of one that the table does not hold.
     */
    private void restore() {
        restoration.migrate();
        parts.roll.meetTable();
        restoration.readStates();
        recorder.drain();
        restoration.takeUp();
    }

    private void load() {
        parts.routeLoader.load(file -> true);
    }

    /** What the engine knows, for those who run inside its process. */
    public HealthApi api() {
        return api.health;
    }

    /** Makes an integration due at once; false when there is none of that key. */
    public boolean checkNow(String key) {
        return parts.schedule.requestNow(key);
    }

    /** Finishes the checks in flight, and writes what is to be kept. */
    @Override
    public void close() {
        pages.close();
        camel.close();
        parts.close();
        if (!drained()) {
            LOG.warn("Outcomes stay in the spool until the next start entries={}", spool.backlog());
        }
        LOG.info("Rollcall stopped");
    }

    /** False when the database is away; one that was away a moment ago is not waited for. */
    private boolean drained() {
        try {
            if (parts.databaseState.up()) {
                recorder.drain();
            }
            return spool.backlog() == 0;
        } catch (StoreException e) {
            return false;
        }
    }
}
