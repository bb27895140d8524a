package io.rollcall.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.camel.AnswerCheck;
import io.rollcall.camel.CheckRetries;
import io.rollcall.camel.HttpCheck;
import io.rollcall.camel.HttpCheckClient;
import io.rollcall.camel.HttpSteps;
import io.rollcall.camel.Outcomes;
import io.rollcall.camel.PrometheusCheck;
import io.rollcall.check.Retries;
import io.rollcall.heartbeat.Heartbeats;
import io.rollcall.probe.AmqpProbe;
import io.rollcall.probe.AnswerCache;
import io.rollcall.probe.ConnectivityProbe;
import io.rollcall.probe.DnsProbe;
import io.rollcall.probe.ExecProbe;
import io.rollcall.probe.FtpProbe;
import io.rollcall.probe.GrpcProbe;
import io.rollcall.probe.HeartbeatProbe;
import io.rollcall.probe.HttpJudgement;
import io.rollcall.probe.IcmpProbe;
import io.rollcall.probe.ImapProbe;
import io.rollcall.probe.Journeys;
import io.rollcall.probe.Judgement;
import io.rollcall.probe.KafkaClusters;
import io.rollcall.probe.KafkaProbe;
import io.rollcall.probe.LdapProbe;
import io.rollcall.probe.MailRoundtripProbe;
import io.rollcall.probe.MySqlProbe;
import io.rollcall.probe.PostgresProbe;
import io.rollcall.probe.PrometheusJudgement;
import io.rollcall.probe.QueueProbe;
import io.rollcall.probe.RedisProbe;
import io.rollcall.probe.RedisServers;
import io.rollcall.probe.SftpProbe;
import io.rollcall.probe.SmtpProbe;
import io.rollcall.probe.SqlDatabases;
import io.rollcall.probe.SqlProbe;
import io.rollcall.probe.SystemProbe;
import io.rollcall.probe.TcpProbe;
import io.rollcall.probe.TlsContexts;
import io.rollcall.probe.TlsProbe;
import io.rollcall.probe.Watchdog;
import io.rollcall.probe.WebSocketProbe;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLSocketFactory;
import org.apache.camel.spi.Registry;

/** What the routes of checks call by name: one of each, whatever the number of integrations. */
final class CheckBeans {
    /** Requirement 004-01. */
    private static final int TRIES = 3;

    private static final Duration PAUSE = Duration.ofMillis(100);

    /** How Rollcall greets a mail server; no server looks further than that it is there. */
    private static final String OWN_NAME = "rollcall";

    /** A few kilobytes each. */
    private static final int KEPT_ANSWERS = 1000;

    final Heartbeats heartbeats;
    final AnswerCache answerCache;
    private final Settings settings;
    private final Clock clock;
    private final ObjectMapper json;
    private final Judgement judgement = new Judgement();
    private final TlsContexts contexts = new TlsContexts();
    private final SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
    private final ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "watchdog");
        thread.setDaemon(true);
        return thread;
    });
    private final Watchdog guard = new Watchdog(watchdog);
    private final SqlDatabases databases = new SqlDatabases(guard);
    private final KafkaClusters clusters = new KafkaClusters(guard, contexts, watchdog);

    CheckBeans(Settings settings, Clock clock, ObjectMapper json, Heartbeats heartbeats) {
        this.settings = settings;
        this.clock = clock;
        this.json = json;
        this.heartbeats = heartbeats;
        this.answerCache = new AnswerCache(KEPT_ANSWERS, clock);
    }

    void bind(Registry registry) {
        registry.bind("outcomes", new Outcomes());
        registry.bind("retries", new CheckRetries(new Retries(TRIES, PAUSE)));
        registry.bind("answers", new AnswerCheck(judgement, json, watchdog));
        registry.bind("systemProbe", new SystemProbe(judgement));
        registry.bind("connectivityProbe", new ConnectivityProbe(guard, judgement));
        registry.bind("heartbeatProbe", new HeartbeatProbe(heartbeats, judgement));
        registry.bind("execProbe", new ExecProbe(settings.flag("rollcall.exec.enabled"), judgement));
        bindNetwork(registry);
        bindServers(registry);
    }

    private void bindNetwork(Registry registry) {
        registry.bind("httpCheck", new HttpCheck(new HttpJudgement(judgement), contexts, clock));
        registry.bind("httpCheckClient", new HttpCheckClient(watchdog, clock, json));
        registry.bind("httpSteps", new HttpSteps(new Journeys(judgement, answerCache, clock), contexts, clock));
        registry.bind("prometheusCheck", new PrometheusCheck(new PrometheusJudgement(judgement), clock));
        registry.bind("tlsProbe", new TlsProbe(guard, contexts, clock, judgement));
        registry.bind("dnsProbe", new DnsProbe(judgement));
        registry.bind("icmpProbe", new IcmpProbe(judgement));
        registry.bind("tcpProbe", new TcpProbe(guard, judgement));
        bindWires(registry);
    }

    private void bindWires(Registry registry) {
        registry.bind("webSocketProbe", new WebSocketProbe(guard, contexts, judgement));
        registry.bind("grpcProbe", new GrpcProbe(guard, contexts, judgement));
        registry.bind("ldapProbe", new LdapProbe(guard, contexts, judgement));
        registry.bind("sftpProbe", new SftpProbe(guard, clock, judgement));
        registry.bind("ftpProbe", new FtpProbe(guard, contexts, clock, judgement));
    }

    private void bindServers(Registry registry) {
        RedisServers redis = new RedisServers(guard, tls);
        registry.bind("sqlProbe", new SqlProbe(databases, judgement));
        registry.bind("postgresqlProbe", new PostgresProbe(databases, judgement));
        registry.bind("mysqlProbe", new MySqlProbe(databases, judgement));
        registry.bind("redisProbe", new RedisProbe(redis, judgement));
        registry.bind("queueProbe", new QueueProbe(redis, judgement));
        registry.bind("kafkaProbe", new KafkaProbe(clusters, clock, judgement));
        registry.bind("amqpProbe", new AmqpProbe(guard, contexts, clock, judgement));
        registry.bind("smtpProbe", new SmtpProbe(guard, tls, OWN_NAME, judgement));
        registry.bind("imapProbe", new ImapProbe(guard, tls, OWN_NAME, judgement));
        registry.bind("mailRoundtripProbe", new MailRoundtripProbe(guard, tls, OWN_NAME, judgement));
    }

    void close() {
        databases.close();
        clusters.close();
        watchdog.shutdownNow();
    }
}
