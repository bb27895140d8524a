package io.rollcall.notify;

import java.net.URI;

/**
 * How PagerDuty's Events API v2 is reached.
 *
 * @param routingKey the integration key of the service ({@code rollcall.pagerduty.routing-key}): 32 characters, secret
 * @param url where events are posted ({@code rollcall.pagerduty.url}), usually {@link #PUBLIC_URL}
 */
public record PagerDutySettings(String routingKey, URI url) {
    /** The vendor's own address. */
    public static final URI PUBLIC_URL = URI.create("https://events.pagerduty.com/v2/enqueue");

    public PagerDutySettings {
        if (!routingKey.matches("[A-Za-z0-9]{32}")) {
            throw new IllegalArgumentException(
                    "rollcall.pagerduty.routing-key must be the 32 letters and digits of an Events API v2 integration key");
        }
        Setting.web("rollcall.pagerduty.url", url);
    }

    @Override
    public String toString() {
        return "PagerDutySettings[routingKey=***, url=" + url + "]";
    }
}
