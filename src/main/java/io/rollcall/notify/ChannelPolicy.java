package io.rollcall.notify;

import java.time.Duration;
import java.util.Set;

/**
 * How patiently and how fast a channel is used.
 *
 * @param deadline how long after its time an undelivered notification is tried again before it is given up
 * @param uncertainRepeats how often a notification is repeated although the last attempt may have arrived
 * @param pace the least time between two messages over a longer while (the vendor's rate limit)
 * @param burst how many messages may go at once before the pace applies
 * @param limit how many messages a recipient gets
 */
public record ChannelPolicy(
        Duration deadline, int uncertainRepeats, Duration pace, int burst, RecipientLimit limit, Set<Trait> traits) {
    /** For channels that recognise a repeat, or where a repeat harms less than silence. */
    public static final ChannelPolicy DEFAULT = patient(Duration.ofMillis(10), 20);
    /** Slack and Teams: one message per second and webhook, short bursts tolerated. */
    public static final ChannelPolicy SLACK = patient(Duration.ofSeconds(1), 5);
    /** A bot in Slack: besides, fifty changes of messages per minute. */
    public static final ChannelPolicy SLACK_BOT =
            patient(Duration.ofMillis(1200), 5, Trait.SHOWS_ACKNOWLEDGEMENT, Trait.SHOWS_RELEASE);
    /** PagerDuty: about 120 calls per minute and key. */
    public static final ChannelPolicy PAGERDUTY =
            patient(Duration.ofMillis(500), 20, Trait.TICKETS, Trait.SHOWS_ACKNOWLEDGEMENT);
    /** Rollbar: some 5000 items per minute and token. */
    public static final ChannelPolicy ROLLBAR = patient(Duration.ofMillis(50), 20, Trait.TICKETS);
    /** Twilio has no idempotency key: after a lost answer a text message is sent once more, never twice. */
    public static final ChannelPolicy SMS =
            new ChannelPolicy(Duration.ofHours(1), 1, Duration.ofSeconds(1), 5, RecipientLimit.NONE, Set.of());
    /** Push: each browser has the push service of its maker; a repeat replaces what it repeats. */
    public static final ChannelPolicy PUSH = patient(Duration.ofMillis(10), 20, Trait.MANY_VENDORS);
    /** The same where anybody may name the address that is posted to. */
    public static final ChannelPolicy PUSH_TO_STRANGERS =
            patient(Duration.ofMillis(10), 20, Trait.MANY_VENDORS, Trait.STRANGERS);

    /** What a channel is like. */
    public enum Trait {
        /** Each alert gets a message of its own, because a message becomes a ticket there. */
        TICKETS,
        /** It is told that somebody looks after what it was told. */
        SHOWS_ACKNOWLEDGEMENT,
        /** It is told that nobody looks after it any more. PagerDuty has no word for that. */
        SHOWS_RELEASE,
        /** Its recipients are behind several vendors: when one asks for a pause it means the one recipient only. */
        MANY_VENDORS,
        /** Whether somebody can be told is up to strangers: nobody is woken because it fails. */
        STRANGERS
    }

    public ChannelPolicy {
        traits = Set.copyOf(traits);
        if (deadline.isNegative() || pace.isNegative() || pace.isZero()) {
            throw new IllegalArgumentException("deadline and pace must be positive: " + deadline + ", " + pace);
        }
        if (burst < 1 || uncertainRepeats < 0) {
            throw new IllegalArgumentException("burst must be at least 1 and uncertainRepeats at least 0");
        }
    }

    private static ChannelPolicy patient(Duration pace, int burst, Trait... traits) {
        return new ChannelPolicy(
                Duration.ofHours(6), Integer.MAX_VALUE, pace, burst, RecipientLimit.NONE, Set.of(traits));
    }

    /** The same, but no recipient gets more than that. */
    ChannelPolicy limitedTo(RecipientLimit other) {
        return new ChannelPolicy(deadline, uncertainRepeats, pace, burst, other, traits);
    }

    boolean is(Trait trait) {
        return traits.contains(trait);
    }
}
