package io.rollcall.camel;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Lookup;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.util.Timeout;

/**
 * Connects as the {@link HttpCall} of the context wants it, each call with its own TLS identity, and measures how long the
 * look-up of the name, the connection and the TLS handshake take. Thread-safe.
 */
final class HttpConnector extends DefaultHttpClientConnectionOperator {
    private static final DnsResolver NAMES = SystemDefaultDnsResolver.INSTANCE;
    private static final TlsSocketStrategy TLS = (socket, host, port, attachment, context) ->
            new DefaultClientTlsStrategy(HttpCall.of(context).tls).upgrade(socket, host, port, attachment, context);
    private static final Lookup<TlsSocketStrategy> BY_SCHEME = scheme -> scheme.equalsIgnoreCase("https") ? TLS : null;

    HttpConnector() {
        super(DefaultSchemePortResolver.INSTANCE, NAMES, BY_SCHEME);
    }

    @Override
    public void connect(
            ManagedHttpClientConnection connection,
            HttpHost host,
            NamedEndpoint name,
            InetSocketAddress local,
            Timeout timeout,
            SocketConfig sockets,
            Object attachment,
            HttpContext context)
            throws IOException {
        HttpCall.of(context).connecting();
        super.connect(connection, host, name, local, timeout, sockets, attachment, context);
    }

    @Override
    protected void onBeforeSocketConnect(HttpContext context, HttpHost host) {
        HttpCall.of(context).resolved();
    }

    @Override
    protected void onAfterSocketConnect(HttpContext context, HttpHost host) {
        HttpCall.of(context).lap("connect");
    }

    @Override
    protected void onAfterTlsHandshake(HttpContext context, HttpHost host) {
        HttpCall.of(context).lap("tls");
    }
}
