package io.rollcall.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.buffer.Unpooled;
import io.rollcall.integration.Integration;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers about Rollcall and what it watches, from memory: as fast with years of history as with none. */
public final class HealthApi {
    private final StatusBoard board;
    private final Vitals vitals;
    private final Clock clock;
    private final ObjectMapper json;
    /** In bytes, of the last answer: the next one needs about as much. */
    private volatile int lastSize = 1024;

    /**
     * The answers.
     *
     * @param json writes them
     */
    public HealthApi(StatusBoard board, Vitals vitals, Clock clock, ObjectMapper json) {
        this.board = board;
        this.vitals = vitals;
        this.clock = clock;
        this.json = board.writing(json);
    }

    /**
     * Whether Rollcall itself works. Public, so nothing about what it watches (requirements 002-13, 002-33).
     *
     * @param uptime in seconds
     * @param responseTime in milliseconds, of all its parts together
     */
    public record Health(
            String status,
            Instant timestamp,
            String version,
            String environment,
            long uptime,
            double responseTime,
            Map<String, Vitals.Part> checks) {}

    /** Healthy, or degraded while a part is down: checks and notifications go on without it. */
    public Health health() {
        Instant now = clock.instant();
        Vitals.Deployment deployment = vitals.deployment();
        Map<String, Vitals.Part> parts = new LinkedHashMap<>();
        parts.put("engine", new Vitals.Part("healthy", 0.0));
        parts.putAll(vitals.parts());
        boolean well = parts.values().stream().allMatch(part -> part.status().equals("healthy"));
        double time = parts.values().stream()
                .mapToDouble(part -> part.responseTime() == null ? 0 : part.responseTime())
                .sum();
        return new Health(
                well ? "healthy" : "degraded",
                now,
                deployment.version(),
                deployment.environment(),
                Duration.between(deployment.startedAt(), now).toSeconds(),
                Math.round(time * 100) / 100.0,
                parts);
    }

    Vitals.Deployment deployment() {
        return vitals.deployment();
    }

    Instant now() {
        return clock.instant();
    }

    /** How everything is that is watched. */
    public StatusReport status() {
        return board.report(clock.instant());
    }

    /** The same as JSON in UTF-8. */
    public Buffer statusJson() throws IOException {
        ByteBuf bytes = Unpooled.buffer(lastSize + lastSize / 16);
        json.writeValue((OutputStream) new ByteBufOutputStream(bytes), status());
        lastSize = bytes.readableBytes();
        return Buffer.buffer(bytes);
    }

    /** Writes what the status consists of, without writing a line twice that says the same. */
    public ObjectMapper json() {
        return json;
    }

    /** How one of them is. */
    StatusReport.Line line(Integration integration) {
        return board.line(integration, clock.instant());
    }
}
