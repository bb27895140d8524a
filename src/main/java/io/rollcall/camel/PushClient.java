package io.rollcall.camel;

import io.rollcall.notify.RefusedException;
import io.rollcall.push.PushAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.Timeout;

/**
 * The HTTP client of web push. Where it posts is said by whoever subscribes, so it connects to no address that only this
 * machine or its network can reach: judged by the address that is connected to, which a name may change at any time.
 */
public final class PushClient implements HttpClientConfigurer {
    private static final int MOST_TO_ONE_SERVICE = 20;

    private final boolean privateAddresses;
    private final int connectTimeout;

    /**
     * The client.
     *
     * @param privateAddresses true when any address will do
     * @param connectTimeout in milliseconds
     */
    public PushClient(boolean privateAddresses, int connectTimeout) {
        this.privateAddresses = privateAddresses;
        this.connectTimeout = connectTimeout;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new Names())
                        .setMaxConnPerRoute(MOST_TO_ONE_SERVICE)
                        .setMaxConnTotal(MOST_TO_ONE_SERVICE)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.ofMilliseconds(connectTimeout))
                                .build())
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching();
    }

    private final class Names extends SystemDefaultDnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] addresses = super.resolve(host);
            if (privateAddresses) {
                return addresses;
            }
            InetAddress[] allowed =
                    Arrays.stream(addresses).filter(PushAddress::isPublic).toArray(InetAddress[]::new);
            if (allowed.length == 0) {
                throw new RefusedException("the push service has a private address");
            }
            return allowed;
        }
    }
}
