package io.rollcall.notify;

import io.rollcall.integration.Differences;
import io.rollcall.integration.Integration;
import io.rollcall.integration.Integrations;
import io.rollcall.integration.MaintenanceWindow;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What have people changed since the last look: declarations of integrations, and maintenance that began or ended? Thread-safe. */
public final class ChangeWatch {
    /** More names make an event that nobody reads. */
    private static final int MOST = 100;

    private final boolean on;
    private final Integrations integrations;
    private final Clock clock;
    private @Nullable Seen before;

    private record Seen(Map<String, Integration> declared, Map<Work, MaintenanceWindow> works) {}

    /** What makes it the same work although its end or note is changed. */
    private record Work(@Nullable String key, @Nullable String group, Instant startsAt) {}

    /** @param on false when nobody wants to know, and nothing is looked at */
    public ChangeWatch(boolean on, Integrations integrations, Clock clock) {
        this.on = on;
        this.integrations = integrations;
        this.clock = clock;
    }

    /** One event for all declarations that have changed, and one for each maintenance; none at the first look. */
    public synchronized List<ChangeEvent> look() {
        if (!on) {
            return List.of();
        }
        Instant now = clock.instant();
        Map<String, Integration> declared = new HashMap<>();
        integrations.all().forEach(one -> declared.put(one.key(), one));
        Map<Work, MaintenanceWindow> works = new HashMap<>();
        integrations
                .underWay(now)
                .forEach(work -> works.put(new Work(work.key(), work.group(), work.startsAt()), work));
        Seen last = before;
        before = new Seen(declared, works);
        List<ChangeEvent> events = new ArrayList<>();
        if (last != null) {
            Map<String, String> changes = changes(last.declared(), declared);
            if (!changes.isEmpty()) {
                events.add(changed(changes, now));
            }
            last.works().forEach((id, work) -> {
                if (!works.containsKey(id)) {
                    events.add(maintenance(work, "has ended", now));
                }
            });
            works.forEach((id, work) -> {
                if (!last.works().containsKey(id)) {
                    events.add(maintenance(work, "has begun", now));
                }
            });
        }
        return events;
    }

    private static Map<String, String> changes(Map<String, Integration> before, Map<String, Integration> now) {
        Map<String, String> changes = new TreeMap<>();
        before.keySet().stream().filter(key -> !now.containsKey(key)).forEach(key -> changes.put(key, "removed"));
        now.forEach((key, one) -> {
            Integration old = before.get(key);
            List<String> names = old == null || old == one ? List.of() : Differences.between(old, one);
            if (old == null) {
                changes.put(key, "added");
            } else if (!names.isEmpty()) {
                changes.put(key, "changed: " + String.join(", ", names));
            }
        });
        return changes;
    }

    private static ChangeEvent changed(Map<String, String> changes, Instant now) {
        Map<String, String> details = new TreeMap<>();
        changes.entrySet().stream().limit(MOST).forEach(one -> details.put(one.getKey(), one.getValue()));
        if (changes.size() > MOST) {
            details.put("and more", String.valueOf(changes.size() - MOST));
        }
        Map.Entry<String, String> first = changes.entrySet().iterator().next();
        String summary = changes.size() == 1
                ? first.getKey() + " " + first.getValue()
                : changes.size() + " integrations changed: " + String.join(", ", changes.keySet());
        return new ChangeEvent(summary, details, now);
    }

    private static ChangeEvent maintenance(MaintenanceWindow work, String what, Instant now) {
        String key = work.key();
        String of = key != null ? key : work.group() != null ? "group " + work.group() : "everything";
        return new ChangeEvent("Maintenance of " + of + " " + what, Map.of(of, work.describe()), now);
    }
}
