package io.rollcall.camel;

import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpActivityListener;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.util.TimeValue;

/**
 * The one HTTP client that all HTTP checks share: no retries of its own (the route configuration {@code check} retries), no
 * cookies, and a deadline on each try. It listens to activity only because camel-http then hands the exchange to the client.
 */
public final class HttpCheckClient implements HttpClientConfigurer, HttpActivityListener {
    /** Conditions look at no more of an answer than this many bytes. */
    private static final long MAX_BODY = 1024 * 1024;

    private final HttpDeadline deadline;

    public HttpCheckClient(ScheduledExecutorService watchdog) {
        this.deadline = new HttpDeadline(watchdog, MAX_BODY);
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.setUserAgent("Rollcall")
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .evictIdleConnections(TimeValue.ofSeconds(60))
                .addExecInterceptorFirst("deadline", deadline);
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
