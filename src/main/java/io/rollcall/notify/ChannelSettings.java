package io.rollcall.notify;

import org.jspecify.annotations.Nullable;

/**
 * What is set for the channels that come with the product; null means that the channel is off.
 *
 * @param slack or null
 * @param mail or null
 * @param twilio for text messages, or null
 * @param pagerDuty or null
 * @param rollbar or null
 * @param webhook of others, or null
 * @param teams or null
 */
public record ChannelSettings(
        @Nullable SlackSettings slack,
        @Nullable MailSettings mail,
        @Nullable TwilioSettings twilio,
        @Nullable PagerDutySettings pagerDuty,
        @Nullable RollbarSettings rollbar,
        @Nullable WebhookSettings webhook,
        @Nullable TeamsSettings teams) {

    /** Every channel is off. */
    public static ChannelSettings none() {
        return new ChannelSettings(null, null, null, null, null, null, null);
    }
}
