package io.rollcall.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.rollcall.integration.Integration;
import io.rollcall.integration.Integrations;
import io.rollcall.integration.MaintenanceWindow;
import io.rollcall.judge.IntegrationState;
import io.rollcall.judge.Judge;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A line for each integration, as it is at the moment of the question. Those who look ask many times between two checks, so a
 * line that would say the same again is kept, and so is its JSON. Thread-safe.
 */
public final class StatusBoard {
    private final Integrations integrations;
    private final Judge judge;
    private final Function<String, String> breakers;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /** @param breakers the state of an integration's circuit breaker by key */
    public StatusBoard(Integrations integrations, Judge judge, Function<String, String> breakers) {
        this.integrations = integrations;
        this.judge = judge;
        this.breakers = breakers;
    }

    /** All that a line is made of. */
    private record Basis(
            Integration integration,
            IntegrationState state,
            boolean stale,
            String breaker,
            @Nullable MaintenanceWindow work) {}

    private static final class Known {
        final Basis basis;
        final StatusReport.Line line;
        /** Null until somebody wants it. */
        volatile @Nullable SerializableString json;

        Known(Basis basis, StatusReport.Line line) {
            this.basis = basis;
            this.line = line;
        }
    }

    /** All lines, in no order. */
    List<StatusReport.Line> lines(Instant now) {
        List<StatusReport.Line> lines =
                integrations.all().stream().map(one -> line(one, now)).toList();
        if (known.size() > lines.size()) {
            known.keySet().removeIf(key -> integrations.find(key).isEmpty());
        }
        return lines;
    }

    /** How this one is. */
    StatusReport.Line line(Integration integration, Instant now) {
        IntegrationState state = judge.state(integration.key());
        Basis basis = new Basis(
                integration,
                state,
                integration.cadence().enabled() && state.stale(now, integration.cadence()),
                breakers.apply(integration.key()),
                integrations.maintenance(integration, now).orElse(null));
        Known before = known.get(integration.key());
        if (before != null && before.basis.equals(basis)) {
            return before.line;
        }
        StatusReport.Line line = worded(basis);
        known.put(integration.key(), new Known(basis, line));
        return line;
    }

    /** Writes JSON as that mapper does, but no line twice. */
    ObjectMapper writing(ObjectMapper json) {
        SimpleModule lines = new SimpleModule().addSerializer(StatusReport.Line.class, new JsonSerializer<>() {
            @Override
            public void serialize(StatusReport.Line line, JsonGenerator out, SerializerProvider provider)
                    throws IOException {
                out.writeRawValue(written(line, json));
            }
        });
        return json.copy().registerModule(lines);
    }

    private SerializableString written(StatusReport.Line line, ObjectMapper json) throws IOException {
        Known kept = known.get(line.key());
        if (kept == null || !kept.line.equals(line)) {
            return new SerializedString(json.writeValueAsString(line));
        }
        SerializableString written = kept.json;
        if (written == null) {
            written = new SerializedString(json.writeValueAsString(line));
            kept.json = written;
        }
        return written;
    }

    private static StatusReport.Line worded(Basis basis) {
        Integration integration = basis.integration;
        IntegrationState state = basis.state;
        MaintenanceWindow work = basis.work;
        boolean enabled = integration.cadence().enabled();
        return new StatusReport.Line(
                integration.key(),
                integration.name(),
                integration.group(),
                integration.kind(),
                enabled,
                !enabled ? "unknown" : work == null ? state.status().word() : StatusReport.MAINTENANCE,
                state.since(),
                state.lastCheckAt(),
                basis.stale,
                state.latency() == null ? null : state.latency().toNanos() / 1e6,
                state.failures(),
                basis.breaker,
                !enabled ? "Disabled" : work == null ? state.message() : "In " + work.describe());
    }
}
