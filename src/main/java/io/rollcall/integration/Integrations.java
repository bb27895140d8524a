package io.rollcall.integration;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All integrations that are watched now, by key: who of them needs whom, and what is being worked on. Thread-safe. */
public final class Integrations {
    private final ConcurrentMap<String, Integration> byKey = new ConcurrentHashMap<>();
    private final AtomicLong version = new AtomicLong();
    private volatile List<MaintenanceWindow> planned = List.of();
    /** Worked out when first asked for; null again after a change. */
    private volatile @Nullable Dependencies dependencies;

    /** The integration of this key, if it is still watched. */
    public Optional<Integration> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** Those of this moment, in no order. */
    public Collection<Integration> all() {
        return byKey.values();
    }

    /** Grows with each change, as soon as it can be seen; planned work is none. */
    public long version() {
        return version.get();
    }

    public void put(Integration integration) {
        Integration before = byKey.put(integration.key(), integration);
        version.incrementAndGet();
        if (before == null
                ? !integration.dependsOn().isEmpty() || Uplink.is(integration)
                : Dependencies.differ(before, integration)) {
            forgetDependencies();
        }
    }

    public void remove(String key) {
        Integration removed = byKey.remove(key);
        version.incrementAndGet();
        if (removed != null && (!removed.dependsOn().isEmpty() || Uplink.is(removed))) {
            forgetDependencies();
        }
    }

    /** What an integration needs, directly or through others, as far as it is being checked; the nearest first. */
    public List<Integration> neededFor(Integration integration) {
        return checked(dependencies().neededFor(integration));
    }

    /** What needs an integration, directly or through others, as far as it is being checked. */
    public List<Integration> neededBy(Integration integration) {
        if (Uplink.is(integration)) {
            return byKey.values().stream()
                    .filter(one -> one.cadence().enabled() && Uplink.isBeyond(one))
                    .toList();
        }
        return checked(dependencies().neededBy(integration.key()));
    }

    /** Takes over what work is planned. */
    public void plan(List<MaintenanceWindow> windows) {
        planned = List.copyOf(windows);
    }

    /** The work that goes on now; none is planned most of the time, and then the answer costs nothing. */
    public List<MaintenanceWindow> underWay(Instant now) {
        return planned.isEmpty()
                ? List.of()
                : planned.stream().flatMap(window -> window.at(now).stream()).toList();
    }

    /** The work that goes on now or begins before that time; of what recurs what goes on, and the next few times. */
    public List<MaintenanceWindow> underWayOrAhead(Instant now, Instant before) {
        return Stream.concat(
                        underWay(now).stream(), planned.stream().flatMap(window -> window.ahead(now, before).stream()))
                .toList();
    }

    /** The work on an integration that goes on now, first that in which it is not to be called; empty when none does. */
    public Optional<MaintenanceWindow> maintenance(Integration integration, Instant now) {
        return MaintenanceWindow.on(integration, underWay(now));
    }

    private List<Integration> checked(List<String> keys) {
        return keys.isEmpty()
                ? List.of()
                : keys.stream()
                        .flatMap(key -> find(key).stream())
                        .filter(one -> one.cadence().enabled())
                        .toList();
    }

    private Dependencies dependencies() {
        Dependencies known = dependencies;
        return known == null ? workOutDependencies() : known;
    }

    private synchronized Dependencies workOutDependencies() {
        Dependencies worked = new Dependencies(byKey.values());
        dependencies = worked;
        return worked;
    }

    private synchronized void forgetDependencies() {
        dependencies = null;
    }
}
