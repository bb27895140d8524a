package io.rollcall.integration;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** All integrations that are watched now, by key, and who of them needs whom. Thread-safe. */
public final class Integrations {
    private final ConcurrentMap<String, Integration> byKey = new ConcurrentHashMap<>();
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

    public void put(Integration integration) {
        Integration before = byKey.put(integration.key(), integration);
        if (before == null
                ? !integration.dependsOn().isEmpty() || Uplink.is(integration)
                : Dependencies.differ(before, integration)) {
            forgetDependencies();
        }
    }

    public void remove(String key) {
        Integration removed = byKey.remove(key);
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
