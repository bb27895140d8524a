package io.rollcall;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka cluster in this process. Broker 1 leads it; each takes plain connections, logins of {@code monitor} with
 * password {@code right} and, where it has a key, TLS.
 */
public final class KafkaServers implements AutoCloseable {
    private static final String ID = "4L6g3nShT-eMCtK--X86sw";
    private static final List<String> LISTENERS = List.of("PLAIN", "LOGIN", "TLS", "CONTROLLER");

    private final Path folder;
    private final Map<String, Integer> ports = new HashMap<>();
    private final Map<Integer, KafkaRaftServer> running = new TreeMap<>();
    private Path keys;

    public KafkaServers(Path folder) {
        this.folder = folder;
        // Tells as an error what it leaves undone when it stops.
        ((Logger) LoggerFactory.getLogger("org.apache.kafka.controller")).setLevel(Level.OFF);
    }

    /** The key that brokers show for TLS, in a PKCS 12 file with password {@code changeit}. */
    public KafkaServers keys(Path file) {
        keys = file;
        return this;
    }

    /** Starts a broker, with what it had when it ran before. */
    public KafkaServers start(int id) throws Exception {
        Path home = folder.resolve("broker-" + id);
        if (!Files.exists(home)) {
            for (String listener : LISTENERS) {
                ports.put(listener + id, Ports.free());
            }
            new Formatter()
                    .setClusterId(ID)
                    .setNodeId(id)
                    .setControllerListenerName("CONTROLLER")
                    .setDirectories(List.of(home.toString()))
                    .setMetadataLogDirectory(home.toString())
                    .setScramArguments(List.of("SCRAM-SHA-256=[name=monitor,password=right]"))
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .run();
        }
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings(id, home)), Time.SYSTEM);
        running.put(id, server);
        server.startup();
        return this;
    }

    public void stop(int id) {
        KafkaRaftServer server = running.remove(id);
        server.shutdown();
        server.awaitShutdown();
    }

    public String plain() {
        return "127.0.0.1:" + ports.get("PLAIN1");
    }

    public String login() {
        return "127.0.0.1:" + ports.get("LOGIN1");
    }

    public String tls() {
        return "localhost:" + ports.get("TLS1");
    }

    public Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", plain()));
    }

    /** Writes as many messages. */
    public void send(String topic, int messages) {
        send(topic, Stream.generate(Instant::now).limit(messages));
    }

    /** Writes messages to partition 0 that say they are from these times. */
    public void send(String topic, Stream<Instant> times) {
        StringSerializer text = new StringSerializer();
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(Map.of("bootstrap.servers", plain()), text, text)) {
            times.forEach(time -> producer.send(new ProducerRecord<>(topic, 0, time.toEpochMilli(), null, "message")));
        }
    }

    private Map<String, String> settings(int id, Path home) {
        boolean leads = id == 1;
        List<String> listeners = new ArrayList<>(List.of(listener("PLAIN", id), listener("LOGIN", id)));
        if (keys != null) {
            listeners.add(listener("TLS", id).replace("127.0.0.1", "localhost"));
        }
        Map<String, String> settings = new HashMap<>();
        settings.put("advertised.listeners", String.join(",", listeners));
        if (leads) {
            listeners.add(listener("CONTROLLER", id));
        }
        settings.put("listeners", String.join(",", listeners));
        settings.put("process.roles", leads ? "broker,controller" : "broker");
        // The last one has nobody to hand over to, and would wait for it.
        settings.put("controlled.shutdown.enable", String.valueOf(!leads));
        settings.put("node.id", String.valueOf(id));
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + ports.get("CONTROLLER1"));
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("inter.broker.listener.name", "PLAIN");
        settings.put(
                "listener.security.protocol.map", "PLAIN:PLAINTEXT,LOGIN:SASL_PLAINTEXT,TLS:SSL,CONTROLLER:PLAINTEXT");
        settings.put("sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-256");
        String modules = "org.apache.kafka.common.security.";
        settings.put(
                "listener.name.login.plain.sasl.jaas.config",
                modules + "plain.PlainLoginModule required user_monitor=\"right\" user_odd=\"a\\\"b\\\\c;\";");
        settings.put(
                "listener.name.login.scram-sha-256.sasl.jaas.config", modules + "scram.ScramLoginModule required;");
        if (keys != null) {
            settings.put("ssl.keystore.location", keys.toString());
            settings.put("ssl.keystore.type", "PKCS12");
            settings.put("ssl.keystore.password", "changeit");
        }
        settings.put("log.dirs", home.toString());
        settings.putAll(SMALL);
        return settings;
    }

    private static final Map<String, String> SMALL = Map.of(
            "offsets.topic.replication.factor", "1",
            "offsets.topic.num.partitions", "1",
            "group.initial.rebalance.delay.ms", "0",
            "auto.create.topics.enable", "false",
            "log.cleaner.enable", "false",
            "broker.session.timeout.ms", "3000",
            "broker.heartbeat.interval.ms", "200",
            "num.io.threads", "2");

    private String listener(String name, int id) {
        return name + "://127.0.0.1:" + ports.get(name + id);
    }

    @Override
    public void close() {
        List.copyOf(running.keySet()).stream()
                .sorted(java.util.Comparator.reverseOrder())
                .forEach(this::stop);
    }
}
