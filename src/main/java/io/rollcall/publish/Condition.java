package io.rollcall.publish;

import io.rollcall.integration.Status;
import java.util.Collection;
import java.util.Locale;

/** How a component is, in the words of status pages; the worse, the further down. */
public enum Condition {
    NO_DATA,
    OPERATIONAL,
    MAINTENANCE,
    DEGRADED,
    PARTIAL_OUTAGE,
    MAJOR_OUTAGE;

    /** As JSON and badges have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True when customers notice, and nobody has announced it. */
    public boolean isDisruption() {
        return compareTo(DEGRADED) >= 0;
    }

    /** Of a component that is made of these: an outage is major when nothing works. */
    static Condition of(Collection<Service> services) {
        long down = services.stream()
                .filter(service -> !service.maintenance() && service.status() == Status.DOWN)
                .count();
        long known = services.stream()
                .filter(service -> service.maintenance() || service.status() != Status.UNKNOWN)
                .count();
        if (known == 0) {
            return NO_DATA;
        }
        if (down > 0) {
            return down == known ? MAJOR_OUTAGE : PARTIAL_OUTAGE;
        }
        if (services.stream().anyMatch(service -> !service.maintenance() && service.status() == Status.DEGRADED)) {
            return DEGRADED;
        }
        return services.stream().anyMatch(Service::maintenance) ? MAINTENANCE : OPERATIONAL;
    }

    /** Of all components together: an outage is major when all of them have one. */
    static Condition overall(Collection<Condition> conditions) {
        Condition worst = conditions.stream().max(Condition::compareTo).orElse(NO_DATA);
        boolean everything = conditions.stream()
                .filter(condition -> condition != NO_DATA)
                .allMatch(condition -> condition == MAJOR_OUTAGE);
        return worst == MAJOR_OUTAGE && !everything ? PARTIAL_OUTAGE : worst;
    }
}
