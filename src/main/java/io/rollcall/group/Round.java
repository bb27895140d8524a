package io.rollcall.group;

import io.rollcall.group.Muting.End;
import io.rollcall.group.Muting.Muted;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a group tells over one channel when it is looked at, and why. Guarded by {@link AlertGroups}. */
final class Round {
    private final Look look;
    private final String channel;
    private final Members members;
    private final boolean own;
    private final List<Member> news;
    private final List<Member> known;
    private final List<Member> ended;
    private final List<Member> endsToTell;
    private final @Nullable Reason reason;

    /**
     * The same for all channels.
     *
     * @param muted what is not told now, and why
     */
    record Look(Receiver receiver, Duration holdBack, Map<Member, Muted> muted, Instant now) {
        boolean isMuted(Member member) {
            return muted.containsKey(member);
        }

        private End end(Member member) {
            Muted why = muted.get(member);
            return why == null ? End.TOLD : why.end();
        }
    }

    /** @param sentAt when the receiver was last told over the channel, or null */
    Round(Look look, String channel, @Nullable Instant sentAt, Members members) {
        this.look = look;
        this.channel = channel;
        this.members = members;
        // Whoever was told by a step of an escalation is told the end, but nothing new.
        own = look.receiver().channels().contains(channel);
        Predicate<Member> isNews =
                member -> own && !look.isMuted(member) && member.isNews(channel, look.holdBack(), look.now());
        news = members.those(isNews);
        known = members.those(isNews.negate().and(member -> member.firing() && member.open(channel)));
        ended = members.those(member -> !member.firing() && member.open(channel) && look.end(member) != End.HELD);
        endsToTell = ended.stream()
                .filter(member -> look.receiver().tellsEnd() && look.end(member) == End.TOLD)
                .toList();
        reason = reason(own && repeats(sentAt));
    }

    private @Nullable Reason reason(boolean repeat) {
        if (!news.isEmpty()) {
            return members.any(this::isKnownToAll) ? Reason.MORE : Reason.FIRST;
        }
        if (!endsToTell.isEmpty()) {
            return known.isEmpty() ? Reason.ALL_ENDED : Reason.SOME_ENDED;
        }
        return repeat ? Reason.REPEAT : null;
    }

    private boolean isKnownToAll(Member member) {
        return member.open(channel) && !member.aside(channel);
    }

    private boolean repeats(@Nullable Instant sentAt) {
        return sentAt != null
                && !sentAt.plus(look.receiver().repeatInterval()).isAfter(look.now())
                && known.stream().anyMatch(this::isRepeated);
    }

    private boolean isRepeated(Member member) {
        return member.firing() && !look.isMuted(member) && member.ack() == null;
    }

    /** Null when nothing is said. */
    @Nullable
    Reason reason() {
        return told().isEmpty() ? null : reason;
    }

    /** What the message is about. */
    List<Member> told() {
        return Stream.of(news, known, endsToTell)
                .flatMap(Collection::stream)
                .filter(member -> !member.firing() || !look.isMuted(member))
                .toList();
    }

    /** What the message is sent for. */
    Set<String> fingerprints() {
        return fingerprints(reason == Reason.REPEAT ? known.stream().filter(this::isRepeated) : news.stream());
    }

    static Set<String> fingerprints(Stream<Member> some) {
        return some.map(member -> member.alert().fingerprint()).collect(Collectors.toSet());
    }

    /** A repeat says all again, and any message says what only a step had told. */
    private boolean isSaidAnew(Member member) {
        return reason == Reason.REPEAT || own && reason != null && member.firing() && member.aside(channel);
    }

    /** Those of which something counts as said from now on, also an end that nobody wants to hear. */
    List<Member> tell() {
        Stream<Member> alarms = Stream.concat(news.stream(), told().stream().filter(this::isSaidAnew));
        List<Member> said = Stream.concat(ended.stream(), alarms).distinct().toList();
        said.forEach(member -> member.tell(channel, look.now()));
        return said;
    }
}
