package io.rollcall.check;

import io.rollcall.integration.Integration;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Where is an integration, for people to read? Taken from its parameters {@code host} and {@code port}, {@code brokers}, or
 * {@code url} without the credentials in it.
 *
 * @param host name or address; the integration's name when its parameters give none
 * @param port as text, or null for the protocol's own
 */
record Target(String host, @Nullable String port) {

    static Target of(Integration integration) {
        String host = integration.parameter("host");
        if (host != null) {
            return new Target(host, integration.parameter("port"));
        }
        String brokers = integration.parameter("brokers");
        if (brokers != null) {
            return new Target(brokers, null);
        }
        String url = integration.parameter("url");
        Target ofUrl = url == null ? null : ofUrl(url);
        return ofUrl == null ? new Target(integration.name(), null) : ofUrl;
    }

    private static @Nullable Target ofUrl(String url) {
        try {
            URI uri = new URI(url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url);
            if (uri.getHost() == null) {
                return null;
            }
            return new Target(uri.getHost(), uri.getPort() < 0 ? null : String.valueOf(uri.getPort()));
        } catch (URISyntaxException notAnAddress) {
            return null;
        }
    }

    @Override
    public String toString() {
        return port == null ? host : host + ":" + port;
    }
}
