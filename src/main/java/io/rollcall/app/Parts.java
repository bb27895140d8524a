package io.rollcall.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.rollcall.alert.AlertRules;
import io.rollcall.camel.Breakers;
import io.rollcall.camel.CamelPlaceholders;
import io.rollcall.camel.CheckRunner;
import io.rollcall.camel.Definitions;
import io.rollcall.camel.ProvisioningCheck;
import io.rollcall.camel.Roll;
import io.rollcall.camel.RouteFiles;
import io.rollcall.camel.RouteLoader;
import io.rollcall.camel.RouteTrial;
import io.rollcall.heartbeat.Heartbeats;
import io.rollcall.incoming.IncomingAlerts;
import io.rollcall.integration.Integration;
import io.rollcall.integration.IntegrationReader;
import io.rollcall.integration.Integrations;
import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.integration.SettingsTable;
import io.rollcall.judge.Judge;
import io.rollcall.probe.Judgement;
import io.rollcall.probe.Kinds;
import io.rollcall.probe.Provisionings;
import io.rollcall.provision.Provisions;
import io.rollcall.publish.Bulletins;
import io.rollcall.publish.Components;
import io.rollcall.routefile.RouteFile;
import io.rollcall.routefile.RouteSchema;
import io.rollcall.schedule.Checkers;
import io.rollcall.schedule.ForwardClock;
import io.rollcall.schedule.Quota;
import io.rollcall.schedule.QuotaRules;
import io.rollcall.schedule.Schedule;
import io.rollcall.store.DatabaseState;
import io.rollcall.store.Journal;
import io.rollcall.words.Words;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.DefaultRegistry;

/** What every command that runs checks needs: the roll of integrations and the beans that check routes call by name. */
final class Parts {
    final Clock clock;
    final ObjectMapper json = json();
    final Integrations integrations = new Integrations();
    final DatabaseState databaseState = new DatabaseState();
    final Schedule schedule;
    final Breakers breakers;
    final Judge judge;
    final AlertRules rules;
    final Checkers checkers;
    final Roll roll;
    final RouteTrial trial;
    final RouteLoader routeLoader;
    final List<Path> folders;
    final CheckBeans checkBeans;
    final Provisions provisions;
    private final Provisionings provisionings;
    final MuteParts muteParts;
    final IncomingAlerts incoming;
    final EscalationParts escalationParts;
    final Components components = new Components();
    final Bulletins bulletins;

    Parts(Settings settings, Clock clock, CamelContext context, Journal journal, SettingsTable table) {
        this.clock = clock;
        Clock forward = new ForwardClock(clock);
        Map<String, Quota> quotas = settings.quotas();
        this.schedule = new Schedule(forward, quotas);
        this.breakers = new Breakers(forward);
        this.judge = new Judge(integrations, journal);
        this.rules = new AlertRules(integrations, judge, journal, clock, key -> breakers.state(key)
                .map(state -> state.name().replace("FORCED_", ""))
                .orElse("CLOSED"));
        this.checkers = new Checkers(settings.count("rollcall.checks.max-concurrent"));
        this.checkBeans = new CheckBeans(settings, clock, json, new Heartbeats(integrations, journal, clock));
        this.muteParts = new MuteParts(settings, clock, journal);
        this.incoming = new IncomingAlerts(journal, clock, settings.duration("rollcall.incoming.resolve-timeout"));
        this.escalationParts = new EscalationParts(muteParts.calendars, Words.in(settings.language()));
        this.bulletins = new Bulletins(journal, clock);
        this.provisions = new Provisions(journal);
        boolean changing = settings.flag("rollcall.provision.automatic");
        this.provisionings = new Provisionings(new Judgement(), provisions, clock, changing);
        CamelPlaceholders placeholders = new CamelPlaceholders(context);
        IntegrationReader reader = new IntegrationReader(placeholders, new QuotaRules(quotas.keySet(), new Kinds()));
        Definitions definitions = muteParts.definitions(placeholders);
        escalationParts.define(definitions);
        ComponentReader.define(definitions, components);
        Roll.Parts kept = new Roll.Parts(integrations, reader, schedule, breakers, judge, definitions);
        this.roll = new Roll(context, kept, table, databaseState, this::unwatch);
        this.folders = folders(settings);
        this.trial = new RouteTrial(context, new RouteSchema(json), this::liveFiles, rules);
        this.routeLoader = new RouteLoader(context, new RouteFiles(folders), trial, roll, rules::retire);
        bind(context.getRegistry());
    }

    /** Those that are set, and the one that the engine itself writes to once there is one. */
    private static List<Path> folders(Settings settings) {
        return Stream.concat(
                        settings.list("rollcall.routes").stream().map(Path::of),
                        Stream.of(ApiParts.routes(settings)).filter(Files::isDirectory))
                .toList();
    }

    private void unwatch(Integration integration) {
        rules.withdraw(integration);
        muteParts.flapping.forget(integration);
    }

    private List<RouteFile> liveFiles() {
        return routeLoader.files();
    }

    private void bind(Registry registry) {
        ((DefaultRegistry) registry).addBeanRepository(breakers);
        checkBeans.bind(registry);
        registry.bind("provisioning", new ProvisioningCheck(provisionings));
        registry.bind("schedule", schedule);
        registry.bind("checkers", checkers);
        registry.bind("checkRunner", new CheckRunner(integrations, judge, clock));
        registry.bind("batch", new GroupedBodyAggregationStrategy());
        registry.bind("judge", judge);
        registry.bind("roll", roll);
        registry.bind("routeLoader", routeLoader);
        registry.bind("json", json);
    }

    /** What kept the routes from starting, with the file and line it stands in. */
    InvalidConfigurationException explain(Exception refusal) {
        return new InvalidConfigurationException(trial.problems(routeLoader.files(), refusal));
    }

    void close() {
        checkers.shutdown();
        checkBeans.close();
    }

    /** JSON as we write it everywhere: times as ISO 8601 texts. */
    static ObjectMapper json() {
        return JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .build();
    }
}
