package io.rollcall.camel;

import io.rollcall.check.Check;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.apache.hc.core5.util.Timeout;

/**
 * Ends a try of an HTTP check on time, whatever the server does. A socket timeout alone would not: it starts anew with each
 * byte that trickles in. Also stops reading a body that is longer than a check needs.
 */
final class HttpDeadline implements ExecChainHandler {
    /** Where camel-http puts the exchange for an endpoint with an activity listener. */
    private static final String EXCHANGE = "org.apache.camel.Exchange";

    private final ScheduledExecutorService watchdog;
    private final long maxBody;

    HttpDeadline(ScheduledExecutorService watchdog, long maxBody) {
        this.watchdog = watchdog;
        this.maxBody = maxBody;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        Exchange exchange = (Exchange) scope.clientContext.getAttribute(EXCHANGE);
        Check check = exchange.getProperty(CheckRunner.CHECK, Check.class);
        Timeout left = Timeout.of(check.tryTimeout());
        RequestConfig configured = scope.clientContext.getRequestConfigOrDefault();
        scope.clientContext.setRequestConfig(RequestConfig.copy(configured)
                .setConnectTimeout(left)
                .setConnectionRequestTimeout(left)
                .setResponseTimeout(left)
                .build());
        Watch watch = new Watch(scope, left, watchdog);
        boolean open = false;
        try {
            ClassicHttpResponse response = chain.proceed(request, scope);
            HttpEntity entity = response.getEntity();
            if (entity != null) {
                response.setEntity(new WatchedEntity(entity, watch, maxBody));
                open = true;
            }
            return response;
        } catch (IOException e) {
            throw watch.explain(e);
        } finally {
            if (!open) {
                watch.alarm.cancel(false);
            }
        }
    }

    private static final class Watch {
        private final ExecChain.Scope scope;
        private final Timeout timeout;
        private final AtomicBoolean expired = new AtomicBoolean();
        private final ScheduledFuture<?> alarm;

        Watch(ExecChain.Scope scope, Timeout timeout, ScheduledExecutorService watchdog) {
            this.scope = scope;
            this.timeout = timeout;
            this.alarm = watchdog.schedule(this::expire, timeout.toMilliseconds(), TimeUnit.MILLISECONDS);
        }

        void expire() {
            expired.set(true);
            abort();
        }

        void abort() {
            if (scope.execRuntime instanceof Cancellable running) {
                running.cancel();
            }
        }

        IOException explain(IOException e) {
            if (!expired.get()) {
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

        WatchedEntity(HttpEntity entity, Watch watch, long maxBody) {
            super(entity);
            this.watch = watch;
            this.maxBody = maxBody;
        }

        @Override
        public InputStream getContent() throws IOException {
            return new WatchedStream(super.getContent(), watch, maxBody);
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
        private long left;

        WatchedStream(InputStream body, Watch watch, long maxBody) {
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
                return -1;
            }
            try {
                int read = body.read(buffer, offset, (int) Math.min(length, left));
                left -= Math.max(read, 0);
                if (read < 0) {
                    watch.alarm.cancel(false);
                }
                return read;
            } catch (IOException e) {
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
