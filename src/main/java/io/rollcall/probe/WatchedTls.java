package io.rollcall.probe;

import io.rollcall.check.Findings;
import io.rollcall.condition.Type;
import io.rollcall.condition.Vocabulary;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Turns on TLS for a client library over connections that the guard of the try watches, and tells afterwards what was agreed
 * on. For one try; confined to its thread.
 */
final class WatchedTls extends SSLSocketFactory {
    private final SSLSocketFactory tls;
    private final Guard guard;
    private @Nullable SSLSocket last;

    WatchedTls(SSLSocketFactory tls, Guard guard) {
        this.tls = tls;
        this.guard = guard;
    }

    /** The facts that {@link #report} gives. */
    static Vocabulary facts(Vocabulary others) {
        return others.with("tls_protocol", Type.TEXT).with("certificate_expiry", Type.DURATION);
    }

    /** True when TLS was turned on. */
    boolean used() {
        return last != null;
    }

    /** Adds the protocol's version and how long the certificate is still valid; nothing without TLS. */
    void report(Findings findings, Instant now) throws SSLPeerUnverifiedException {
        if (last != null) {
            SSLSession session = last.getSession();
            findings.fact("tls_protocol", session.getProtocol());
            if (session.getPeerCertificates()[0] instanceof X509Certificate certificate) {
                Duration left = Duration.between(now, certificate.getNotAfter().toInstant());
                findings.metric("certificate_expiry", "s", left.toSeconds());
            }
        }
    }

    @Override
    public Socket createSocket(Socket plain, String host, int port, boolean autoClose) throws IOException {
        guard.watch(plain);
        last = (SSLSocket) tls.createSocket(plain, host, port, autoClose);
        return last;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return createSocket(guard.createSocket(host, port), host, port, true);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket(host.getHostAddress(), port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return tls.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return tls.getSupportedCipherSuites();
    }
}
