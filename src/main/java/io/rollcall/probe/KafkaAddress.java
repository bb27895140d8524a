package io.rollcall.probe;

import io.rollcall.integration.Integration;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.jspecify.annotations.Nullable;

/**
 * Which Kafka cluster, as whom: what clients are shared by. Its text shows no credentials.
 *
 * @param brokers {@code host:port}, comma-separated, to begin with
 * @param user or empty for no login
 * @param tls or null for plain connections
 */
record KafkaAddress(String brokers, String mechanism, String user, String password, @Nullable SSLContext tls) {
    private static final String BROKER = "(\\[[^\\]]+\\]|[^\\s,:/]+):\\d{1,5}";

    static final Map<String, Kind.Rule> RULES = Map.of(
            "brokers",
            Kind.Rule.matching(
                    "\\s*" + BROKER + "\\s*(,\\s*" + BROKER + "\\s*)*",
                    "brokers separated by commas, such as kafka-1.example.org:9092"),
            "security",
            Kind.Rule.matching("none|tls", "none or tls"),
            "mechanism",
            Kind.Rule.matching("PLAIN|SCRAM-SHA-256|SCRAM-SHA-512", "PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512"));

    /** From the parameters of that integration; those of TLS as {@link TlsContexts} takes them. */
    static KafkaAddress of(Integration integration, TlsContexts contexts) throws GeneralSecurityException, IOException {
        Parameters parameters = new Parameters(integration);
        boolean secured = parameters.text("security", "none").equals("tls");
        return new KafkaAddress(
                parameters.text("brokers"),
                parameters.text("mechanism", "PLAIN"),
                parameters.text("username", ""),
                parameters.text("password", ""),
                secured ? contexts.of(integration) : null);
    }

    /** Where to connect first; names are looked up by it. */
    List<InetSocketAddress> entrances() {
        return Stream.of(brokers.split(","))
                .map(String::strip)
                .map(broker -> {
                    int colon = broker.lastIndexOf(':');
                    return new InetSocketAddress(
                            broker.substring(0, colon), Integer.parseInt(broker.substring(colon + 1)));
                })
                .toList();
    }

    /** How Kafka's client is told. */
    Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers.replaceAll("\\s", ""));
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "rollcall");
        settings.put(
                AdminClientConfig.SECURITY_PROTOCOL_CONFIG,
                (user.isEmpty() ? "" : "SASL_") + (tls == null ? "PLAINTEXT" : "SSL"));
        // Its own measures are for nobody.
        settings.put(AdminClientConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
        settings.put(AdminClientConfig.AUTO_INCLUDE_JMX_REPORTER_CONFIG, false);
        settings.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        if (!user.isEmpty()) {
            settings.put(SaslConfigs.SASL_MECHANISM, mechanism);
            settings.put(SaslConfigs.SASL_JAAS_CONFIG, login());
        }
        if (tls != null) {
            settings.put(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG, KafkaTls.class);
            settings.put(KafkaTls.CONTEXT, tls);
        }
        return settings;
    }

    private String login() {
        String module = mechanism.equals("PLAIN") ? "plain.PlainLoginModule" : "scram.ScramLoginModule";
        return "org.apache.kafka.common.security." + module + " required username=" + quoted(user) + " password="
                + quoted(password) + ";";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    @Override
    public String toString() {
        return "Kafka at " + brokers;
    }
}
