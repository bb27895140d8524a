package io.rollcall.web;

import io.rollcall.store.DatabaseState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the parts are that Rollcall itself stands on (requirement 002-13). A timer looks at them, so that asking costs nothing
 * and whoever asks all the time wears nothing out. Thread-safe.
 */
public final class Vitals {
    private static final Logger LOG = LoggerFactory.getLogger(Vitals.class);

    private final Deployment deployment;
    private final DatabaseState database;
    private final Map<String, Sign> signs;
    private volatile @Nullable Map<String, Part> seen;

    /**
     * Which Rollcall this is.
     *
     * @param environment such as production
     * @param region where it runs
     * @param deploymentId tells this deployment from others
     * @param startedAt when this process began its work
     */
    public record Deployment(
            String version, String environment, String region, String deploymentId, Instant startedAt) {}

    /** Uses a part; throws when it does not work. */
    @FunctionalInterface
    public interface Sign {
        void feel() throws Exception;
    }

    /**
     * A part of Rollcall.
     *
     * @param status healthy or down
     * @param responseTime in milliseconds; null when it does not work
     */
    public record Part(String status, @Nullable Double responseTime) {}

    /** @param signs by the name of the part, in the order in which they are shown; {@code database} is one of them */
    public Vitals(Deployment deployment, DatabaseState database, Map<String, Sign> signs) {
        this.deployment = deployment;
        this.database = database;
        this.signs = new LinkedHashMap<>(signs);
    }

    Deployment deployment() {
        return deployment;
    }

    /** Looks at every part. Called by a timer. */
    public void look() {
        Map<String, Part> parts = new LinkedHashMap<>();
        signs.forEach((name, sign) -> parts.put(name, feel(name, sign)));
        seen = parts;
    }

    /** How each was when it was looked at last; what is known to be away by now is down. */
    Map<String, Part> parts() {
        if (seen == null) {
            look();
        }
        Map<String, Part> parts = new LinkedHashMap<>(seen == null ? Map.of() : seen);
        if (!database.up()) {
            parts.put("database", new Part("down", null));
        }
        return parts;
    }

    private static Part feel(String name, Sign sign) {
        long begin = System.nanoTime();
        try {
            sign.feel();
            return new Part("healthy", Math.round((System.nanoTime() - begin) / 1e4) / 100.0);
        } catch (Exception e) {
            LOG.debug("Part of Rollcall does not work part={}", name, e);
            return new Part("down", null);
        }
    }
}
