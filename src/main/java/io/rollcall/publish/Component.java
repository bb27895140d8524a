package io.rollcall.publish;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A part of the business as its customers know it (requirement 002-35h): all they learn is how it is.
 *
 * @param key names it in addresses
 * @param name for people
 * @param description what it is, or null
 * @param services keys of the integrations that it is made of
 * @param groups groups whose integrations it is made of, too
 * @param position where it stands on the page; those of one position are sorted by name
 */
public record Component(
        String key, String name, @Nullable String description, Set<String> services, Set<String> groups, int position) {
    public Component {
        services = Set.copyOf(services);
        groups = Set.copyOf(groups);
    }

    boolean has(Service service) {
        String group = service.group();
        return services.contains(service.key()) || group != null && groups.contains(group);
    }
}
