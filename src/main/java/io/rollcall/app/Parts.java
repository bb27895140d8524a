package io.rollcall.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.rollcall.alert.AlertRules;
import io.rollcall.camel.AnswerCheck;
import io.rollcall.camel.Breakers;
import io.rollcall.camel.CamelPlaceholders;
import io.rollcall.camel.CheckRetries;
import io.rollcall.camel.CheckRunner;
import io.rollcall.camel.HttpCheck;
import io.rollcall.camel.HttpCheckClient;
import io.rollcall.camel.HttpSteps;
import io.rollcall.camel.Outcomes;
import io.rollcall.camel.PrometheusCheck;
import io.rollcall.camel.Roll;
import io.rollcall.camel.RouteFiles;
import io.rollcall.camel.RouteLoader;
import io.rollcall.camel.RouteTrial;
import io.rollcall.check.Retries;
import io.rollcall.heartbeat.Heartbeats;
import io.rollcall.integration.IntegrationReader;
import io.rollcall.integration.Integrations;
import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.integration.SettingsTable;
import io.rollcall.judge.Judge;
import io.rollcall.probe.AnswerCache;
import io.rollcall.probe.ConnectivityProbe;
import io.rollcall.probe.DnsProbe;
import io.rollcall.probe.ExecProbe;
import io.rollcall.probe.HeartbeatProbe;
import io.rollcall.probe.HttpJudgement;
import io.rollcall.probe.IcmpProbe;
import io.rollcall.probe.ImapProbe;
import io.rollcall.probe.Journeys;
import io.rollcall.probe.Judgement;
import io.rollcall.probe.Kinds;
import io.rollcall.probe.MailRoundtripProbe;
import io.rollcall.probe.MySqlProbe;
import io.rollcall.probe.PostgresProbe;
import io.rollcall.probe.PrometheusJudgement;
import io.rollcall.probe.QueueProbe;
import io.rollcall.probe.RedisProbe;
import io.rollcall.probe.RedisServers;
import io.rollcall.probe.SmtpProbe;
import io.rollcall.probe.SqlDatabases;
import io.rollcall.probe.SqlProbe;
import io.rollcall.probe.SystemProbe;
import io.rollcall.probe.TcpProbe;
import io.rollcall.probe.TlsContexts;
import io.rollcall.probe.TlsProbe;
import io.rollcall.probe.Watchdog;
import io.rollcall.routefile.RouteFile;
import io.rollcall.routefile.RouteSchema;
import io.rollcall.schedule.Checkers;
import io.rollcall.schedule.ForwardClock;
import io.rollcall.schedule.Schedule;
import io.rollcall.store.DatabaseState;
import io.rollcall.store.Journal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLSocketFactory;
import org.apache.camel.CamelContext;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.DefaultRegistry;

/** What every command that runs checks needs: the roll of integrations and the beans that check routes call by name. */
final class Parts {
    /** Requirement 004-01. */
    private static final int TRIES = 3;

    /** How Rollcall greets a mail server; no server looks further than that it is there. */
    private static final String OWN_NAME = "rollcall";

    /** A few kilobytes each. */
    private static final int KEPT_ANSWERS = 1000;

    private static final Duration PAUSE = Duration.ofMillis(100);

    final Clock clock;
    final ObjectMapper json = json();
    final Integrations integrations = new Integrations();
    final DatabaseState databaseState = new DatabaseState();
    final Schedule schedule;
    final Breakers breakers;
    final Judge judge;
    final AlertRules rules;
    final Checkers checkers;
    final Heartbeats heartbeats;
    final Roll roll;
    final RouteTrial trial;
    final RouteLoader routeLoader;
    final AnswerCache answerCache;
    private final ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "watchdog");
        thread.setDaemon(true);
        return thread;
    });

    private final Watchdog guard = new Watchdog(watchdog);
    private final SqlDatabases databases = new SqlDatabases(guard);

    Parts(Settings settings, Clock clock, CamelContext context, Journal journal, SettingsTable table) {
        this.clock = clock;
        this.answerCache = new AnswerCache(KEPT_ANSWERS, clock);
        Clock forward = new ForwardClock(clock);
        this.schedule = new Schedule(forward, settings.quotas());
        this.breakers = new Breakers(forward);
        this.judge = new Judge(integrations, journal);
        this.rules = new AlertRules(integrations, judge, journal, clock);
        this.checkers = new Checkers(settings.count("rollcall.checks.max-concurrent"));
        this.heartbeats = new Heartbeats(integrations, journal, clock);
        IntegrationReader reader = new IntegrationReader(new CamelPlaceholders(context), new Kinds());
        Roll.Parts kept = new Roll.Parts(integrations, reader, schedule, breakers, judge);
        this.roll = new Roll(context, kept, table, databaseState, rules::withdraw);
        List<Path> folders =
                settings.list("rollcall.routes").stream().map(Path::of).toList();
        this.trial = new RouteTrial(context, new RouteSchema(json), this::liveFiles, rules);
        this.routeLoader = new RouteLoader(context, new RouteFiles(folders), trial, roll, rules::retire);
        bind(context.getRegistry(), settings);
    }

    private List<RouteFile> liveFiles() {
        return routeLoader.files();
    }

    private void bind(Registry registry, Settings settings) {
        Judgement judgement = new Judgement();
        TlsContexts contexts = new TlsContexts();
        SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
        RedisServers redis = new RedisServers(guard, tls);
        ((DefaultRegistry) registry).addBeanRepository(breakers);
        registry.bind("schedule", schedule);
        registry.bind("checkers", checkers);
        registry.bind("checkRunner", new CheckRunner(integrations, judge, clock));
        registry.bind("outcomes", new Outcomes());
        registry.bind("retries", new CheckRetries(new Retries(TRIES, PAUSE)));
        registry.bind("httpSteps", new HttpSteps(new Journeys(judgement, answerCache, clock), contexts, clock));
        registry.bind("httpCheck", new HttpCheck(new HttpJudgement(judgement), contexts, clock));
        registry.bind("httpCheckClient", new HttpCheckClient(watchdog, clock, json));
        registry.bind("answers", new AnswerCheck(judgement, json, watchdog));
        registry.bind("answers", new AnswerCheck(judgement, json));
        registry.bind("httpCheck", new HttpCheck(new HttpJudgement(judgement)));
        registry.bind("httpCheckClient", new HttpCheckClient(watchdog));
        registry.bind("prometheusCheck", new PrometheusCheck(new PrometheusJudgement(judgement)));
        registry.bind("tcpProbe", new TcpProbe(guard, judgement));
        registry.bind("sqlProbe", new SqlProbe(databases, judgement));
        registry.bind("postgresqlProbe", new PostgresProbe(databases, judgement));
        registry.bind("mysqlProbe", new MySqlProbe(databases, judgement));
        registry.bind("redisProbe", new RedisProbe(redis, judgement));
        registry.bind("queueProbe", new QueueProbe(redis, judgement));
        registry.bind("smtpProbe", new SmtpProbe(guard, tls, OWN_NAME, judgement));
        registry.bind("systemProbe", new SystemProbe(judgement));
        registry.bind("connectivityProbe", new ConnectivityProbe(guard, judgement));
        registry.bind("heartbeatProbe", new HeartbeatProbe(heartbeats, judgement));
        registry.bind("execProbe", new ExecProbe(settings.flag("rollcall.exec.enabled"), judgement));
        registry.bind("tlsProbe", new TlsProbe(guard, contexts, clock, judgement));
        registry.bind("dnsProbe", new DnsProbe(judgement));
        registry.bind("imapProbe", new ImapProbe(guard, tls, OWN_NAME, judgement));
        registry.bind("mailRoundtripProbe", new MailRoundtripProbe(guard, tls, OWN_NAME, judgement));
        registry.bind("icmpProbe", new IcmpProbe(judgement));
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
        databases.close();
        watchdog.shutdownNow();
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
