package io.rollcall.notify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Which notifications a message was about that a channel had accepted under a name of its own. Guarded by the outbox. */
final class Receipts {
    /** A channel that tells later what became of a message does so within hours. */
    private static final int MOST = 1000;

    private final Map<String, Map<UUID, NotificationEntry>> byName = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<UUID, NotificationEntry>> eldest) {
            return size() > MOST;
        }
    };

    void keep(NotificationEntry entry) {
        String name = entry.receipt();
        if (name != null && entry.channel().equals("sms")) {
            byName.computeIfAbsent(name, receipt -> new LinkedHashMap<>()).put(entry.id(), entry);
        }
    }

    boolean knows(String name) {
        return byName.containsKey(name);
    }

    List<NotificationEntry> of(String name) {
        return List.copyOf(byName.getOrDefault(name, Map.of()).values());
    }

    /** The message reached nobody: how each of its notifications stands now. Empty when that is known already. */
    List<NotificationEntry> lost(String name, String reason) {
        List<NotificationEntry> lost = new ArrayList<>();
        byName.getOrDefault(name, new LinkedHashMap<>()).replaceAll((id, entry) -> {
            if (entry.state() != NotificationState.SENT) {
                return entry;
            }
            NotificationEntry dead = entry.dead(reason);
            lost.add(dead);
            return dead;
        });
        return lost;
    }
}
