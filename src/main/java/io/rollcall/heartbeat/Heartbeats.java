package io.rollcall.heartbeat;

import io.rollcall.check.OwnSecrets;
import io.rollcall.integration.Integration;
import io.rollcall.integration.Integrations;
import io.rollcall.store.Journal;
import io.rollcall.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last call of each job. Calls are in the journal before they count, so that they survive a restart. Thread-safe. */
public final class Heartbeats {
    /** So much of what a job prints is kept, in characters. */
    static final int MOST_LOG = 10 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);

    private final Integrations integrations;
    private final Journal journal;
    private final Clock clock;
    private final ConcurrentMap<String, HeartbeatCall> calls = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Instant> awaitedSince = new ConcurrentHashMap<>();

    public Heartbeats(Integrations integrations, Journal journal, Clock clock) {
        this.integrations = integrations;
        this.journal = journal;
        this.clock = clock;
    }

    /** Takes a call; empty when there is no such job or the token is not its own, which nobody is told apart. */
    public Optional<HeartbeatCall> accept(
            String key, @Nullable String token, int exitStatus, @Nullable Long durationMs, @Nullable String log) {
        Integration job = integrations
                .find(key)
                .filter(found -> found.kind().equals("heartbeat"))
                .orElse(null);
        String right = job == null ? null : job.parameter("token");
        boolean same = MessageDigest.isEqual(bytes(token), bytes(right));
        if (job == null || right == null || !same) {
            return Optional.empty();
        }
        // PostgreSQL keeps microseconds; a call must have the same time in memory and in the table.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        HeartbeatCall call = new HeartbeatCall(key, now, exitStatus, durationMs, kept(job, log));
        try {
            journal.append(List.of(call));
        } catch (StoreException e) {
            // A full disk must not make the job look late: the call is lost to a restart only.
            LOG.error("Heartbeat not recorded integration={}", key, e);
        }
        restore(List.of(call));
        return Optional.of(call);
    }

    /** The last call of a job, or empty when none is known. */
    public Optional<HeartbeatCall> last(String key) {
        return Optional.ofNullable(calls.get(key));
    }

    /** Since when this engine has waited for the first call of a job: the first time it was asked. */
    public Instant awaitedSince(String key, Instant now) {
        return awaitedSince.computeIfAbsent(key, first -> now);
    }

    /** Takes calls from before a restart; of each job the newest counts. */
    public void restore(Collection<HeartbeatCall> known) {
        for (HeartbeatCall call : known) {
            calls.merge(call.key(), call, (one, other) -> other.at().isBefore(one.at()) ? one : other);
        }
    }

    /** Redacted before it is cut, so that no half of a secret is left. */
    private static @Nullable String kept(Integration job, @Nullable String log) {
        if (log == null || log.isBlank()) {
            return null;
        }
        String clean = OwnSecrets.of(job).redact(log);
        return clean.length() <= MOST_LOG ? clean : clean.substring(0, MOST_LOG);
    }

    private static byte[] bytes(@Nullable String text) {
        return (text == null ? "" : text).getBytes(StandardCharsets.UTF_8);
    }
}
