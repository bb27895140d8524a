package io.rollcall.alert;

import io.rollcall.integration.Integration;
import org.jspecify.annotations.Nullable;

/**
 * Whom an alert is about: an integration, a group of them, or all together.
 *
 * @param key an integration's key, {@code group:<name>} or {@code system}
 * @param name what people read
 * @param kind the integration's kind, {@code group} or {@code system}
 * @param group the group, or null
 * @param integration or null for a group and the system
 */
record Subject(String key, String name, String kind, @Nullable String group, @Nullable Integration integration) {
    static final Subject SYSTEM = new Subject("system", "All integrations", "system", null, null);

    private static final String GROUP = "group:";

    static Subject of(Integration integration) {
        return new Subject(integration.key(), integration.name(), integration.kind(), integration.group(), integration);
    }

    static Subject group(String name) {
        return new Subject(GROUP + name, name, "group", name, null);
    }

    /** The group of such a key, or null when it is no group's. */
    static @Nullable String groupOf(String key) {
        return key.startsWith(GROUP) ? key.substring(GROUP.length()) : null;
    }

    /** Whether an integration is part of it. */
    boolean has(Integration one) {
        return integration == null ? group == null || group.equals(one.group()) : key.equals(one.key());
    }
}
