package io.rollcall.notify;

import io.rollcall.alert.Alert;
import io.rollcall.group.Notice;
import io.rollcall.group.Posting;
import io.rollcall.group.Reason;
import io.rollcall.notify.People.Reached;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Which messages a notice becomes over a channel, and for whom. */
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
        if (notice.reason().isAnswer()) {
            return answers(posting.channel(), notice);
        }
        if (!channels.policy(posting.channel()).is(ChannelPolicy.Trait.TICKETS)) {
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
    private List<Notice> answers(String channel, Notice notice) {
        boolean released = notice.reason() == Reason.RELEASED;
        if (!channels.policy(channel)
                .is(released ? ChannelPolicy.Trait.SHOWS_RELEASE : ChannelPolicy.Trait.SHOWS_ACKNOWLEDGEMENT)) {
            return List.of();
        }
        List<Notice> parts = new ArrayList<>();
        boolean whole =
                notice.alerts().stream().allMatch(alert -> notice.ack(alert).isPresent());
        if (whole || !channels.policy(channel).is(ChannelPolicy.Trait.TICKETS)) {
            parts.add(notice);
        }
        if (channels.policy(channel).is(ChannelPolicy.Trait.TICKETS)) {
            notice.alerts().stream()
                    .filter(alert -> notice.news().contains(alert.fingerprint()))
                    .forEach(alert -> parts.add(notice.only(alert)));
        }
        return parts;
    }

    /** An end goes to everyone who may have been told, also when the list of recipients has changed since. */
    Reached recipients(Posting posting, Notice notice, Lanes lanes, Instant now) {
        if (!notice.firing()) {
            return new Reached(lanes.recipients(posting.channel(), notice.topic()), List.of());
        }
        Set<String> all = new LinkedHashSet<>();
        List<String> remarks = List.of();
        if (posting.to() != null) {
            Reached reached = channels.reach(posting.channel(), notice.lead(), posting.to(), now);
            all.addAll(reached.addresses());
            remarks = reached.remarks();
        }
        if (posting.to() == null || notice.reason() == Reason.SOME_ENDED) {
            all.addAll(lanes.open(posting.channel(), notice.topic()));
        }
        return new Reached(List.copyOf(all), remarks);
    }
}
