package io.rollcall.integration;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** All integrations that are watched now, by key. Thread-safe. */
public final class Integrations {
    private final ConcurrentMap<String, Integration> byKey = new ConcurrentHashMap<>();

    /** The integration of this key, if it is still watched. */
    public Optional<Integration> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** Those of this moment, in no order. */
    public Collection<Integration> all() {
        return byKey.values();
    }

    public void put(Integration integration) {
        byKey.put(integration.key(), integration);
    }

    public void remove(String key) {
        byKey.remove(key);
    }
}
