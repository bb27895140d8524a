package io.rollcall.notify;

import io.rollcall.alert.Alert;
import io.rollcall.group.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What a channel is told whose messages become tickets: of each alert by itself, but of a flood all at once. */
final class Tickets {
    /** So many alerts at once become tickets of their own; more become one. */
    private static final int MOST = 20;

    private Tickets() {}

    /** @param isOpen whether a ticket of that topic is open */
    static List<Notice> of(Notice notice, Predicate<String> isOpen) {
        List<Notice> parts = new ArrayList<>();
        List<Alert> others = new ArrayList<>();
        for (Alert alert : notice.alerts()) {
            Notice only = notice.only(alert);
            if (isOpen.test(only.topic())) {
                parts.add(only);
            } else {
                others.add(alert);
            }
        }
        boolean flood = others.stream().filter(Alert::firing).count() + notice.more() > MOST;
        if (flood || isOpen.test(notice.topic()) && !others.isEmpty()) {
            parts.add(notice.about(others));
        } else {
            others.forEach(alert -> parts.add(notice.only(alert)));
        }
        parts.removeIf(part -> part.firing()
                && part.alerts().stream().noneMatch(alert -> notice.news().contains(alert.fingerprint())));
        return parts;
    }
}
