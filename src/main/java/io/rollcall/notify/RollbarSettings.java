package io.rollcall.notify;

import java.net.URI;

/**
 * How Rollbar is told of outages (requirement 003-15).
 *
 * @param accessToken a project's token of scope post_server_item ({@code rollcall.rollbar.access-token}): secret
 * @param environment under which the items stand ({@code rollcall.rollbar.environment}), at most 255 characters
 * @param url where items are posted ({@code rollcall.rollbar.url}), usually {@link #PUBLIC_URL}
 */
public record RollbarSettings(String accessToken, String environment, URI url) {
    /** The vendor's own address. */
    public static final URI PUBLIC_URL = URI.create("https://api.rollbar.com/api/1/item/");

    public RollbarSettings {
        if (!accessToken.matches("[\\x21-\\x7e]+")) {
            throw new IllegalArgumentException("rollcall.rollbar.access-token must be a token without spaces");
        }
        Setting.present("rollcall.rollbar.environment", environment);
        if (environment.length() > 255) {
            throw new IllegalArgumentException("rollcall.rollbar.environment must be at most 255 characters");
        }
        Setting.web("rollcall.rollbar.url", url);
    }

    @Override
    public String toString() {
        return "RollbarSettings[accessToken=***, environment=" + environment + ", url=" + url + "]";
    }
}
