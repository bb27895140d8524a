package io.rollcall.notify;

import java.time.Duration;

/**
 * How patiently and how fast a channel is used.
 *
 * @param deadline how long after its time an undelivered notification is tried again before it is given up
 * @param uncertainRepeats how often a notification is repeated although the last attempt may have arrived
 * @param pace the least time between two messages over a longer while (the vendor's rate limit)
 * @param burst how many messages may go at once before the pace applies
 * @param oneByOne whether each alert gets a message of its own, because a message becomes a ticket there
 * @param showsAcknowledgement whether it is told that somebody looks after what it was told
 * @param limit how many messages a recipient gets
 */
public record ChannelPolicy(
        Duration deadline,
        int uncertainRepeats,
        Duration pace,
        int burst,
        boolean oneByOne,
        boolean showsAcknowledgement,
        RecipientLimit limit) {
    /** For channels that recognise a repeat, or where a repeat harms less than silence. */
    public static final ChannelPolicy DEFAULT = new ChannelPolicy(
            Duration.ofHours(6), Integer.MAX_VALUE, Duration.ofMillis(10), 20, false, false, RecipientLimit.NONE);
    /** Slack and Teams: one message per second and webhook, short bursts tolerated. */
    public static final ChannelPolicy SLACK = new ChannelPolicy(
            Duration.ofHours(6), Integer.MAX_VALUE, Duration.ofSeconds(1), 5, false, false, RecipientLimit.NONE);
    /** PagerDuty: about 120 calls per minute and key. */
    public static final ChannelPolicy PAGERDUTY = new ChannelPolicy(
            Duration.ofHours(6), Integer.MAX_VALUE, Duration.ofMillis(500), 20, true, true, RecipientLimit.NONE);
    /** Rollbar: some 5000 items per minute and token. */
    public static final ChannelPolicy ROLLBAR = new ChannelPolicy(
            Duration.ofHours(6), Integer.MAX_VALUE, Duration.ofMillis(50), 20, true, false, RecipientLimit.NONE);
    /** Twilio has no idempotency key: after a lost answer a text message is sent once more, never twice. */
    public static final ChannelPolicy SMS =
            new ChannelPolicy(Duration.ofHours(1), 1, Duration.ofSeconds(1), 5, false, false, RecipientLimit.NONE);

    public ChannelPolicy {
        if (deadline.isNegative() || pace.isNegative() || pace.isZero()) {
            throw new IllegalArgumentException("deadline and pace must be positive: " + deadline + ", " + pace);
        }
        if (burst < 1 || uncertainRepeats < 0) {
            throw new IllegalArgumentException("burst must be at least 1 and uncertainRepeats at least 0");
        }
    }

    /** The same, but no recipient gets more than that. */
    ChannelPolicy limitedTo(RecipientLimit other) {
        return new ChannelPolicy(deadline, uncertainRepeats, pace, burst, oneByOne, showsAcknowledgement, other);
    }
}
