package io.rollcall.camel;

import io.rollcall.camel.AccessTokens.NoToken;
import io.rollcall.check.Check;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.ProtocolVersion;
import org.apache.hc.core5.http.message.StatusLine;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Ends a try of an HTTP check on time, whatever the server does. A socket timeout alone would not: it starts anew with each
 * byte that trickles in. Also stops reading a body that is longer than a check needs.
 */
final class HttpDeadline implements ExecChainHandler {
    private final ScheduledExecutorService watchdog;
    private final int maxBody;

    HttpDeadline(ScheduledExecutorService watchdog, int maxBody) {
        this.watchdog = watchdog;
        this.maxBody = maxBody;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        HttpClientContext context = scope.clientContext;
        HttpCall call = HttpCall.of(context);
        call.begin();
        Check check = call.check;
        Timeout left = Timeout.of(check.tryTimeout());
        context.setRequestConfig(RequestConfig.copy(context.getRequestConfigOrDefault())
                .setConnectTimeout(left)
                .setConnectionRequestTimeout(left)
                .setResponseTimeout(left)
                .setRedirectsEnabled(call.redirects)
                .build());
        // A connection is used again only by calls with the same TLS identity. Without a token any call might get it.
        context.setUserToken(call.tls);
        Watch watch = new Watch(call, scope, left, watchdog);
        try {
            ClassicHttpResponse response = chain.proceed(request, scope);
            call.answered(facts(response, context));
            read(response, call, watch);
            return response;
        } catch (IOException e) {
            check.note("timing", call.timing());
            throw watch.explain(e);
        } finally {
            watch.alarm.cancel(false);
        }
    }

    /** Reads here what Camel would read later, keep on disk if it is long, and fail to read with other words. */
    private void read(ClassicHttpResponse response, HttpCall call, Watch watch) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return;
        }
        InputStream in = entity.getContent();
        byte[] body = in.readNBytes(maxBody + 1);
        if (body.length > maxBody) {
            // Closing would read the rest, in order to keep the connection.
            watch.abort();
            call.read(Arrays.copyOf(body, maxBody), true);
        } else {
            call.read(body, false);
        }
        response.setEntity(null);
    }

    private static HttpCall.Facts facts(ClassicHttpResponse response, HttpClientContext context) {
        HttpEntity entity = response.getEntity();
        ProtocolVersion version = response.getVersion() == null ? HttpVersion.HTTP_1_1 : response.getVersion();
        return new HttpCall.Facts(
                new StatusLine(version, response.getCode(), response.getReasonPhrase()).toString(),
                version.getMajor() + "." + version.getMinor(),
                context.getRedirectLocations().size(),
                certificateEnd(context.getSSLSession()),
                entity == null ? 0 : entity.getContentLength());
    }

    private static @Nullable Instant certificateEnd(@Nullable SSLSession session) {
        try {
            Certificate[] shown = session == null ? new Certificate[0] : session.getPeerCertificates();
            boolean known = shown.length > 0 && shown[0] instanceof X509Certificate;
            return known ? ((X509Certificate) shown[0]).getNotAfter().toInstant() : null;
        } catch (SSLPeerUnverifiedException anonymous) {
            return null;
        }
    }

    private static final class Watch {
        private final HttpCall call;
        private final ExecChain.Scope scope;
        private final Timeout timeout;
        private final AtomicBoolean expired = new AtomicBoolean();
        private final ScheduledFuture<?> alarm;

        Watch(HttpCall call, ExecChain.Scope scope, Timeout timeout, ScheduledExecutorService watchdog) {
            this.call = call;
            this.scope = scope;
            this.timeout = timeout;
            this.alarm = watchdog.schedule(this::expire, timeout.toMilliseconds(), TimeUnit.MILLISECONDS);
        }

        void expire() {
            expired.set(true);
            call.expire();
            abort();
        }

        void abort() {
            if (scope.execRuntime instanceof Cancellable running) {
                running.cancel();
            }
        }

        IOException explain(IOException e) {
            boolean said = e instanceof NoToken || e.getCause() instanceof NoToken;
            if (said || !expired.get()) {
                return e;
            }
            SocketTimeoutException late =
                    new SocketTimeoutException("No complete answer within " + timeout.toMilliseconds() + " ms");
            late.initCause(e);
            return late;
        }
    }
}
