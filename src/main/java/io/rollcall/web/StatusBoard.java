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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How each integration is at the moment of the question. Those who look ask many times between two checks, so a line is worked out
 * only when something it is made of has changed, and its JSON and its place among the others are kept. Thread-safe.
 */
public final class StatusBoard {
    private static final Comparator<Known> ORDER =
            Comparator.comparing((Known one) -> one.line, StatusReport.WORST_LINE_FIRST);

    private final Integrations integrations;
    private final Judge judge;
    private final Function<String, String> breakers;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private volatile Standing last = new Standing(-1, List.of(), StatusReport.of(Instant.EPOCH, List.of()));

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
        /** When its check is overdue, which a timetable takes a while to find out; null for never. */
        final @Nullable Instant overdue;
        /** Null until somebody wants it. */
        volatile @Nullable SerializableString json;

        Known(Basis basis, @Nullable Instant overdue) {
            this.basis = basis;
            this.overdue = overdue;
            this.line = worded(basis);
        }
    }

    /** The lines of a report in its order, and of which version of the integrations they are. */
    private record Standing(long version, List<Known> lines, StatusReport report) {}

    /** How all are. */
    StatusReport report(Instant now) {
        Standing before = last;
        long version = integrations.version();
        List<MaintenanceWindow> underWay = integrations.underWay(now);
        Standing after = version == before.version
                ? again(before, now, underWay)
                : sorted(
                        version,
                        now,
                        integrations.all().stream().map(one -> line(one, known.get(one.key()), now, underWay)));
        last = after;
        return after.report;
    }

    /** Of the same integrations. As long as each counts as it did, they stay in their order. */
    private Standing again(Standing before, Instant now, List<MaintenanceWindow> underWay) {
        List<Known> lines = new ArrayList<>(before.lines.size());
        boolean moved = false;
        for (Known one : before.lines) {
            Known fresh = line(one.basis.integration, one, now, underWay);
            lines.add(fresh);
            moved |= !fresh.line.countsAs(one.line);
        }
        if (moved) {
            return sorted(before.version, now, lines.stream());
        }
        StatusReport report = before.report;
        return new Standing(
                before.version,
                lines,
                new StatusReport(
                        now,
                        report.status(),
                        report.summary(),
                        lines.stream().map(one -> one.line).toList()));
    }

    private Standing sorted(long version, Instant now, Stream<Known> lines) {
        List<Known> sorted = lines.sorted(ORDER).toList();
        known.keySet().removeIf(key -> integrations.find(key).isEmpty());
        return new Standing(
                version,
                sorted,
                StatusReport.of(now, sorted.stream().map(one -> one.line).toList()));
    }

    /** How this one is. */
    StatusReport.Line line(Integration integration, Instant now) {
        return line(integration, known.get(integration.key()), now, integrations.underWay(now)).line;
    }

    private Known line(Integration integration, @Nullable Known before, Instant now, List<MaintenanceWindow> underWay) {
        IntegrationState state = judge.state(integration.key());
        Instant overdue =
                before != null && before.basis.state.equals(state) && before.basis.integration.equals(integration)
                        ? before.overdue
                        : overdue(integration, state);
        Basis basis = new Basis(
                integration,
                state,
                overdue != null && overdue.isBefore(now),
                breakers.apply(integration.key()),
                MaintenanceWindow.on(integration, underWay).orElse(null));
        if (before != null && before.basis.equals(basis)) {
            return before;
        }
        Known after = new Known(basis, overdue);
        known.put(integration.key(), after);
        return after;
    }

    private static @Nullable Instant overdue(Integration integration, IntegrationState state) {
        return integration.cadence().enabled() ? state.overdue(integration.cadence()) : null;
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
