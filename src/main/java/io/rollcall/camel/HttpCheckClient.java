package io.rollcall.camel;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpActivityListener;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;

/**
 * The one HTTP client that all HTTP checks share: no retries of its own but for {@link KeptConnections} (the route configuration
 * {@code check} retries), no cookies, a deadline on each try, and connections that are told apart by their TLS identity. It listens to activity only
 * because camel-http then hands the exchange to the client.
 */
public final class HttpCheckClient implements HttpClientConfigurer, HttpActivityListener {
    /** Conditions look at no more of an answer than this many bytes. */
    private static final int MAX_BODY = 1024 * 1024;

    private static final int MOST_CONNECTIONS = 2000;
    private static final int MOST_TO_ONE_HOST = 500;

    private final HttpDeadline deadline;
    private final AccessTokens tokens;

    public HttpCheckClient(ScheduledExecutorService watchdog, Clock clock, ObjectMapper json) {
        this.deadline = new HttpDeadline(watchdog, MAX_BODY);
        this.tokens = new AccessTokens(clock, json);
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        PoolingHttpClientConnectionManager connections = new PoolingHttpClientConnectionManager(
                new HttpConnector(),
                PoolConcurrencyPolicy.STRICT,
                PoolReusePolicy.LIFO,
                TimeValue.NEG_ONE_MILLISECOND,
                null);
        connections.setMaxTotal(MOST_CONNECTIONS);
        connections.setDefaultMaxPerRoute(MOST_TO_ONE_HOST);
        CloseableHttpClient forTokens = plain(HttpClientBuilder.create(), connections)
                .setConnectionManagerShared(true)
                .addExecInterceptorFirst("deadline", deadline)
                .build();
        plain(client, connections)
                .evictIdleConnections(TimeValue.ofSeconds(60))
                .addExecInterceptorFirst("token", new HttpTokens(tokens, forTokens))
                .addExecInterceptorFirst("deadline", deadline);
    }

    private static HttpClientBuilder plain(HttpClientBuilder client, PoolingHttpClientConnectionManager connections) {
        return client.setConnectionManager(connections)
                .setUserAgent("Rollcall")
                .setRetryStrategy(new KeptConnections())
                .disableCookieManagement()
                .disableAuthCaching();
    }

    @Override
    public void onRequestSubmitted(
            Object source, Exchange exchange, HttpHost host, HttpRequest request, HttpEntity entity) {
        // nothing to note: the deadline begins earlier, with the try
    }

    @Override
    public void onResponseReceived(
            Object source, Exchange exchange, HttpHost host, HttpResponse response, HttpEntity entity, long elapsed) {
        // nothing to note: the latency ends later, with the body
    }
}
