package io.rollcall.calendar;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;

/** When a time on the wall is: in spring one that is skipped is the moment of the change. */
final class Wall {
    private Wall() {}

    /** Of a time that comes twice, the first. */
    static Instant first(LocalDateTime time, ZoneId zone) {
        return instant(time, zone, 0);
    }

    /** Of a time that comes twice, the second. */
    static Instant last(LocalDateTime time, ZoneId zone) {
        return instant(time, zone, 1);
    }

    private static Instant instant(LocalDateTime time, ZoneId zone, int which) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
        if (offsets.isEmpty()) {
            ZoneOffsetTransition change = zone.getRules().getTransition(time);
            return change.getInstant();
        }
        return time.toInstant(offsets.get(Math.min(which, offsets.size() - 1)));
    }
}
