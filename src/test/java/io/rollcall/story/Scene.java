package io.rollcall.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.rollcall.Ports;
import io.rollcall.app.Installation;
import io.rollcall.app.Settings;
import io.rollcall.demo.Inbox;
import io.rollcall.demo.Received;
import io.rollcall.demo.Vendor;
import io.rollcall.store.Database;
import io.rollcall.store.Sql;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that a story needs around a Rollcall of its own: a folder, the shipped routes with integrations of the test beside
 * them, and everyone whom messages go to.
 */
final class Scene implements AutoCloseable {
    static final String OPS = "ops@example.com";
    static final String ADMIN_PASSWORD = "correct horse battery";
    static final String NUMBER = "+4915100000002";

    final Path folder;
    final Inbox inbox = new Inbox();
    final Site site = new Site();
    final GreenMail mailbox =
            new GreenMail(new ServerSetup(Ports.free(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP).setVerbose(false));
    private final Map<String, String> settings = new TreeMap<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final int port = Ports.free();

    Scene(Path folder) throws IOException {
        this.folder = folder;
        mailbox.start();
        Files.createDirectories(folder.resolve("routes"));
        String shipped = Stream.of("checks", "rules", "channels", "provisioning")
                .map(name -> Path.of("routes", name).toAbsolutePath().toString())
                .collect(Collectors.joining(","));
        Files.createDirectories(folder.resolve("engine"));
        engine(Map.of("groupBy", "'...'", "groupWait", "0s", "groupInterval", "1s"));
        set("rollcall.routes", shipped + "," + folder.resolve("engine") + "," + folder.resolve("routes"));
        set("rollcall.data", folder.resolve("data").toString());
        set("rollcall.port", String.valueOf(port));
        // Stories are about what Rollcall does; who may ask it to is the story of AccessStoryTest.
        set("rollcall.access.open", "* /*");
        set("rollcall.admin.password", ADMIN_PASSWORD);
        set("rollcall.access.password-rounds", "1000");
        set("rollcall.slack.webhook-url", inbox.slackUrl().toString());
        set("rollcall.pagerduty.routing-key", "0123456789abcdef0123456789abcdef");
        set("rollcall.pagerduty.url", inbox.pagerDutyUrl().toString());
        set("rollcall.twilio.account-sid", Inbox.TWILIO_ACCOUNT);
        set("rollcall.twilio.auth-token", Inbox.TWILIO_TOKEN);
        set("rollcall.twilio.from", "+4915100000001");
        set("rollcall.twilio.to", NUMBER);
        set("rollcall.twilio.url", inbox.url().toString());
        set("rollcall.sms.limits", "");
        set("rollcall.mail.host", "127.0.0.1");
        set("rollcall.mail.port", String.valueOf(mailbox.getSmtp().getPort()));
        set("rollcall.mail.from", "rollcall@example.com");
        set("rollcall.mail.to", OPS);
        set("rollcall.inbox.enabled", "false");
    }

    /** The engine's routes as shipped, but for what all receivers are given here. Without more each alert is told alone, at once. */
    final void engine(Map<String, String> receivers) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("routes/engine"))) {
            for (Path file : files.toList()) {
                String text = Files.readString(file);
                for (Map.Entry<String, String> given : receivers.entrySet()) {
                    text = text.replaceAll(given.getKey() + ": .*", given.getKey() + ": " + given.getValue());
                }
                Files.writeString(folder.resolve("engine").resolve(file.getFileName()), text);
            }
        }
    }

    void set(String name, String value) {
        settings.put(name, value);
    }

    /** Makes an empty database on that server for this story, has Rollcall use it, and lets the test look into it. */
    Sql ownDatabase(Database server, String name) throws SQLException {
        Sql sql = new Sql(server.dataSource());
        sql.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        sql.execute("CREATE DATABASE " + name);
        String url = server.url().jdbcUrl().replaceFirst("/postgres$", "/" + name);
        String login = "user=" + server.url().user() + "&password="
                + URLEncoder.encode(String.valueOf(server.url().password()), StandardCharsets.UTF_8);
        set("rollcall.database.url", url + "?" + login);
        return Tables.at(url + "?" + login);
    }

    String databaseUrl() {
        return settings.get("rollcall.database.url");
    }

    int databasePort() {
        return URI.create(databaseUrl().substring("jdbc:".length())).getPort();
    }

    /** Writes a route file of the test's own, at once, so that no engine reads half of it. */
    void file(String name, String... entries) {
        try {
            Path whole = Files.writeString(folder.resolve(name + ".new"), String.join("", entries));
            Files.move(
                    whole, folder.resolve("routes").resolve(name + ".camel.yaml"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An integration as its author writes it; parameters are name and value in turn. */
    static String integration(String kind, String key, String... parameters) {
        StringBuilder entry = new StringBuilder(
                "- templatedRoute:\n    routeTemplateRef: " + kind + "\n    routeId: " + key + "\n    parameters:\n");
        for (int i = 0; i < parameters.length; i += 2) {
            entry.append("      - { name: ")
                    .append(parameters[i])
                    .append(", value: \"")
                    .append(parameters[i + 1])
                    .append("\" }\n");
        }
        return entry.toString();
    }

    /** A rule that tells whoever must know. */
    static String rule(String name, String condition, String severity) {
        return """
                - route:
                    id: %s
                    description: A rule of the test
                    from:
                      uri: alert:%s
                      parameters:
                        condition: %s
                        severity: %s
                      steps:
                        - to:
                            uri: direct
                            parameters:
                              name: notify
                """
                .formatted(name, name, condition, severity);
    }

    Settings settings() {
        Properties given = new Properties();
        given.putAll(settings);
        return Settings.load(folder, Map.of(), given);
    }

    Installation start() {
        return Installation.start(settings(), Clock.systemUTC(), line -> {});
    }

    /** The settings as a process of its own gets them. */
    Map<String, String> environment() {
        Map<String, String> variables = new TreeMap<>();
        settings.forEach((name, value) ->
                variables.put(name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'), value));
        return variables;
    }

    /** Runs a command with these settings inside this process, as {@link Child} does in one of its own. */
    Ran command(String... arguments) {
        return Ran.of(this, arguments);
    }

    /** What the running engine says about an integration; nothing while it does not answer. */
    JsonNode status(String key) {
        for (JsonNode line : report()) {
            if (line.path("key").asText().equals(key)) {
                return line;
            }
        }
        return MissingNode.getInstance();
    }

    /** What the running engine says about each integration; nothing while it does not answer. */
    JsonNode report() {
        try {
            return new JsonMapper().readTree(get("/api/health/status")).path("integrations");
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** Whether the running engine's metrics hold this line. */
    boolean measures(String line) {
        return get("/metrics").lines().anyMatch(line::equals);
    }

    /** What the engine answers; nothing while it does not. */
    private String get(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(address(path)).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    String word(String key) {
        return status(key).path("status").asText();
    }

    URI address(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    int port() {
        return port;
    }

    /** First lines of what Slack took, oldest first. */
    List<String> slack() {
        return texts(Vendor.SLACK, "/text");
    }

    /** Texts that Twilio took. */
    List<String> sms() {
        return texts(Vendor.TWILIO, "/Body");
    }

    /** What PagerDuty took, as action and the first nine characters of the dedup_key. */
    List<String> pagerDuty() {
        return inbox.accepted(Vendor.PAGERDUTY).stream()
                .map(Received::body)
                .map(event -> event.path("event_action").asText() + " "
                        + event.path("dedup_key").asText().substring(0, 9))
                .toList();
    }

    /** Subjects of the mail that arrived. */
    List<String> email() {
        List<String> subjects = new ArrayList<>();
        try {
            for (MimeMessage message : mailbox.getReceivedMessages()) {
                subjects.add(message.getSubject());
            }
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
        return subjects;
    }

    private List<String> texts(Vendor vendor, String pointer) {
        return inbox.accepted(vendor).stream()
                .map(received -> received.body().at(pointer).asText())
                .toList();
    }

    @Override
    public void close() {
        inbox.close();
        site.close();
        mailbox.stop();
    }
}
