package io.rollcall.camel;

import io.rollcall.camel.AccessTokens.NoToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.security.cert.X509Certificate;
import java.time.Instant;
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
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.apache.hc.core5.http.message.StatusLine;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Ends a try of an HTTP check on time, whatever the server does. A socket timeout alone would not: it starts anew with each
 * byte that trickles in. Also stops reading a body that is longer than a check needs.
 */
final class HttpDeadline implements ExecChainHandler {
    private final ScheduledExecutorService watchdog;
    private final long maxBody;

    HttpDeadline(ScheduledExecutorService watchdog, long maxBody) {
        this.watchdog = watchdog;
        this.maxBody = maxBody;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        HttpClientContext context = scope.clientContext;
        HttpCall call = HttpCall.of(context);
        call.begin();
        Timeout left = Timeout.of(call.check.tryTimeout());
        context.setRequestConfig(RequestConfig.copy(context.getRequestConfigOrDefault())
                .setConnectTimeout(left)
                .setConnectionRequestTimeout(left)
                .setResponseTimeout(left)
                .setRedirectsEnabled(call.redirects)
                .build());
        // A connection is used again only by calls with the same TLS identity. Without a token any call might get it.
        context.setUserToken(call.tls);
        Watch watch = new Watch(call, scope, left, watchdog);
        boolean open = false;
        try {
            ClassicHttpResponse response = chain.proceed(request, scope);
            call.answered(facts(response, context));
            HttpEntity entity = response.getEntity();
            if (entity != null) {
                response.setEntity(new WatchedEntity(entity, watch, maxBody, call));
                open = true;
            }
            return response;
        } catch (IOException e) {
            call.brokeOff();
            throw watch.explain(e);
        } finally {
            if (!open) {
                watch.alarm.cancel(false);
            }
        }
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
            boolean known = session != null && session.getPeerCertificates()[0] instanceof X509Certificate;
            return known
                    ? ((X509Certificate) session.getPeerCertificates()[0])
                            .getNotAfter()
                            .toInstant()
                    : null;
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

    private static final class WatchedEntity extends HttpEntityWrapper {
        private final Watch watch;
        private final long maxBody;
        private final HttpCall call;

        WatchedEntity(HttpEntity entity, Watch watch, long maxBody, HttpCall call) {
            super(entity);
            this.call = call;
            this.watch = watch;
            this.maxBody = maxBody;
        }

        @Override
        public InputStream getContent() throws IOException {
            return new WatchedStream(super.getContent(), watch, maxBody, call);
        }

        @Override
        public boolean isStreaming() {
            // Nobody may consume the rest of an endless body in order to keep its connection.
            return false;
        }

        @Override
        public void close() throws IOException {
            watch.alarm.cancel(false);
            super.close();
        }
    }

    private static final class WatchedStream extends InputStream {
        private final InputStream body;
        private final Watch watch;
        private final HttpCall call;
        private long left;

        WatchedStream(InputStream body, Watch watch, long maxBody, HttpCall call) {
            this.call = call;
            this.body = body;
            this.watch = watch;
            this.left = maxBody;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left <= 0) {
                call.cut();
                return -1;
            }
            try {
                int read = body.read(buffer, offset, (int) Math.min(length, left));
                left -= Math.max(read, 0);
                call.received(Math.max(read, 0));
                if (read < 0) {
                    watch.alarm.cancel(false);
                }
                return read;
            } catch (IOException e) {
                call.brokeOff();
                throw watch.explain(e);
            }
        }

        @Override
        public void close() throws IOException {
            watch.alarm.cancel(false);
            if (left <= 0) {
                watch.abort();
            }
            try {
                body.close();
            } catch (IOException e) {
                if (left > 0) {
                    throw e;
                }
            }
        }
    }
}
