package io.rollcall.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.store.Database;
import io.rollcall.store.Jdbc;
import io.rollcall.web.StatusReport;
import io.rollcall.web.StatusStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Learns how everything is from outside: from the engine's API, or from the database when no engine answers. */
public final class RemoteStatus {
    private RemoteStatus() {}

    /** The report and who gave it. */
    public record Answer(StatusReport report, String source) {}

    /**
     * What the record knows beside the present status, as {@code /health/dashboard} tells it.
     *
     * @param startedAt since when the engine runs, or null
     * @param lastOutageAt when something went down last, or null
     * @param checks measured checks of the last 24 hours, or null
     * @param failures of these, how many failed, or null
     * @param queueDepth jobs that wait in the queues that are watched, or null
     * @param messagesWaiting messages that are still to be sent, or null
     * @param uptime percent of 30 days, by the integration's key
     */
    public record Background(
            @Nullable Instant startedAt,
            @Nullable Instant lastOutageAt,
            @Nullable Long checks,
            @Nullable Long failures,
            @Nullable Long queueDepth,
            @Nullable Long messagesWaiting,
            Map<String, Double> uptime) {
        /** Where nobody tells. */
        public static final Background NONE = new Background(null, null, null, null, null, null, Map.of());
    }

    /**
     * Asks the engine on this machine's port, then the database.
     *
     * @throws io.rollcall.store.StoreException when neither answers
     */
    public static Answer ask(Settings settings) throws InterruptedException {
        return ask(settings, EngineClient.here(settings, null));
    }

    /** Asks this engine on this machine, then the database. */
    public static Answer ask(Settings settings, EngineClient engine) throws InterruptedException {
        String why = "no engine answers on port " + settings.text("rollcall.port");
        try {
            EngineClient.Answer answer = engine.get("/api/health/status");
            if (answer.ok() && answer.json().has("summary")) {
                return new Answer(answer.as(StatusReport.class), "from the running engine");
            }
            why = why(answer, settings.text("rollcall.port"));
        } catch (IOException e) {
            // No engine on this port: the database knows how things were when one last ran.
        }
        try (Database database = database(settings)) {
            StatusReport report = new StatusStore(new Jdbc(database.dataSource()), Clock.systemUTC()).load();
            return new Answer(report, "from the database; " + why);
        }
    }

    private static String why(EngineClient.Answer answer, String port) {
        if (answer.ok()) {
            return "what answers on port " + port + " is no engine of Rollcall";
        }
        return answer.forbidden()
                ? "the engine wants a token: set ROLLCALL_TOKEN"
                : "the engine on port " + port + " answers with HTTP " + answer.status();
    }

    /** What the engine's record knows; nothing where it does not say. */
    public static Background background(EngineClient engine) throws InterruptedException {
        try {
            EngineClient.Answer answer = engine.get("/health/dashboard");
            return answer.ok() ? background(answer.json()) : Background.NONE;
        } catch (IOException e) {
            return Background.NONE;
        }
    }

    private static Background background(JsonNode node) {
        Map<String, Double> uptime = new TreeMap<>();
        node.path("figures").fields().forEachRemaining(one -> {
            if (one.getValue().path("uptime").isNumber()) {
                uptime.put(one.getKey(), one.getValue().path("uptime").asDouble());
            }
        });
        return new Background(
                time(node, "startedAt"),
                time(node, "lastOutageAt"),
                count(node, "checksLastDay"),
                count(node, "failuresLastDay"),
                count(node, "queueDepth"),
                count(node, "messagesWaiting"),
                uptime);
    }

    /** An integration as the API lists it, with fields of more kinds than are shown here. */
    public static StatusReport.Line line(JsonNode one) throws JsonProcessingException {
        return new EngineClient.Answer(200, one.toString()).as(StatusReport.Line.class);
    }

    private static @Nullable Instant time(JsonNode node, String field) {
        return node.path(field).isTextual() ? Instant.parse(node.path(field).asText()) : null;
    }

    private static @Nullable Long count(JsonNode node, String field) {
        return node.path(field).isNumber() ? node.path(field).asLong() : null;
    }

    static Database database(Settings settings) {
        return settings.text("rollcall.database.url").isEmpty()
                ? Database.attach(Path.of(settings.text("rollcall.data")))
                : Database.external(Installation.externalUrl(settings));
    }

    /** JSON as the API writes it. */
    public static ObjectMapper json() {
        return Parts.json();
    }
}
