package io.rollcall.group;

import io.rollcall.alert.Alert;
import io.rollcall.store.JournalEntry;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An alert of a group as it is kept: of several entries with one group and key the last one is true.
 *
 * @param group identifies the group
 * @param key the alert's fingerprint
 * @param receiver whom the group is told to
 * @param labels what the group's alerts share
 * @param told by channel
 * @param ack who looks after it, or null
 * @param progress how far the group's escalation has come, or null
 * @param gone true when it is no longer in the group
 * @param at when this came to be
 */
public record MemberEntry(
        String group,
        String key,
        Receiver receiver,
        Map<String, String> labels,
        Alert alert,
        Map<String, Told> told,
        @Nullable Acknowledgement ack,
        @Nullable Progress progress,
        boolean gone,
        Instant at)
        implements JournalEntry {
    @Override
    public String type() {
        return "member";
    }

    /** By channel, when it was last said there that it fires, where that is the last word. */
    public Map<String, Instant> saidToFire() {
        Map<String, Instant> said = new TreeMap<>();
        told.forEach((channel, last) -> {
            if (last.open()) {
                said.put(channel, last.at());
            }
        });
        return said;
    }
}
