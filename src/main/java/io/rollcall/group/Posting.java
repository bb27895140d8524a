package io.rollcall.group;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A notice that is to be told over a channel.
 *
 * @param channel such as {@code slack}
 * @param to persons, schedules or addresses; empty for those whom the channel reaches by itself, null for those who were
 *     told of its topic before
 */
public record Posting(String channel, Notice notice, @Nullable List<String> to) {
    /** To those whom the channel reaches by itself. */
    public Posting(String channel, Notice notice) {
        this(channel, notice, List.of());
    }
}
