package io.rollcall.notify;

import io.rollcall.alert.Alert;
import io.rollcall.group.Notice;
import io.rollcall.group.Posting;
import io.rollcall.group.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Which messages a notice becomes over a channel. */
final class Division {
    /** So many alerts at once become tickets of their own; more become one. */
    private static final int MOST_TICKETS = 20;

    private final Channels channels;

    Division(Channels channels) {
        this.channels = channels;
    }

    /** A channel whose messages become tickets is told of each alert by itself, but of a flood all at once. */
    List<Notice> parts(Posting posting, Predicate<String> isOpen) {
        List<Alert> sayable = posting.notice().alerts().stream()
                .filter(alert -> !ChannelWatch.isAbout(alert, posting.channel()))
                .toList();
        if (sayable.isEmpty()) {
            return List.of();
        }
        Notice notice = posting.notice().about(sayable);
        if (notice.reason() == Reason.ACKNOWLEDGED) {
            return acknowledgements(posting.channel(), notice);
        }
        if (!channels.policy(posting.channel()).oneByOne()) {
            return List.of(notice);
        }
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
        boolean flood = others.stream().filter(Alert::firing).count() + notice.more() > MOST_TICKETS;
        if (flood || isOpen.test(notice.topic()) && !others.isEmpty()) {
            parts.add(notice.about(others));
        } else {
            others.forEach(alert -> parts.add(notice.only(alert)));
        }
        parts.removeIf(part -> part.firing()
                && part.alerts().stream().noneMatch(alert -> notice.news().contains(alert.fingerprint())));
        return parts;
    }

    /** What a channel that can show it is told of those who look after something: one for each message that they are about. */
    private List<Notice> acknowledgements(String channel, Notice notice) {
        if (!channels.policy(channel).showsAcknowledgement()) {
            return List.of();
        }
        List<Notice> parts = new ArrayList<>();
        boolean whole = notice.alerts().stream().allMatch(alert -> notice.ack(alert).isPresent());
        if (whole || !channels.policy(channel).oneByOne()) {
            parts.add(notice);
        }
        if (channels.policy(channel).oneByOne()) {
            notice.alerts().stream()
                    .filter(alert -> notice.news().contains(alert.fingerprint()))
                    .forEach(alert -> parts.add(notice.only(alert)));
        }
        return parts;
    }
}
