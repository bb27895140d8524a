package io.rollcall.probe;

import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Findings;
import io.rollcall.integration.Integration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * TLS over the connections of one try, trusting whom the integration's parameters say ({@link TlsContexts}), and only for the
 * host that was asked for. As a factory it hands out sockets that have shaken hands. Confined to the thread of the try.
 */
final class CheckedTls extends SSLSocketFactory {
    private final TlsContexts contexts;
    private final Integration integration;
    private final Guard guard;
    private final String host;
    private @Nullable SSLContext context;
    private @Nullable SeenChain seen;
    private @Nullable String protocol;

    /** @param host the name to ask for, and to find in the certificate */
    CheckedTls(TlsContexts contexts, Integration integration, Guard guard, String host) {
        this.contexts = contexts;
        this.integration = integration;
        this.guard = guard;
        this.host = host;
    }

    /** One for all connections of the try, so that a later one can go on with the session of the first. */
    private SSLContext context() throws IOException {
        SSLContext made = context;
        if (made == null) {
            try {
                made = contexts.fresh(integration, trust -> {
                    SeenChain chain = new SeenChain(trust);
                    seen = chain;
                    return chain;
                });
            } catch (GeneralSecurityException unusable) {
                throw new IOException(unusable.getMessage(), unusable);
            }
            context = made;
        }
        return made;
    }

    /**
     * Shakes hands over that connection, offering these application protocols (RFC 7301) where there are any.
     *
     * @param port whose session it goes on with, if there is one; most often its own
     * @throws IOException also with the file's name when a certificate file cannot be used
     */
    SSLSocket over(Socket plain, int port, String... protocols) throws IOException {
        if (plain instanceof Guard.Watched own) {
            own.name(port);
        }
        SSLSocket secured = (SSLSocket) context().getSocketFactory().createSocket(plain, host, port, true);
        SSLParameters verified = secured.getSSLParameters();
        verified.setEndpointIdentificationAlgorithm("HTTPS");
        verified.setApplicationProtocols(protocols);
        secured.setSSLParameters(verified);
        secured.setSoTimeout(Math.toIntExact(guard.left().toMillis()));
        secured.startHandshake();
        protocol = secured.getSession().getProtocol();
        return secured;
    }

    /** Adds how long the server's certificate is still valid, and the protocol's version; nothing without TLS. */
    void report(Findings findings, Instant now) {
        X509Certificate own = seen == null ? null : seen.own();
        if (own != null) {
            Duration left = Duration.between(now, own.getNotAfter().toInstant());
            findings.metric("certificate_expiry", "s", left.toSeconds());
        }
        findings.fact("tls_protocol", protocol);
    }

    /** A certificate that was not accepted, as an outcome. Throws the failure when it is of another kind. */
    CheckResult refused(Check check, Judgement judgement, SSLException failure) throws SSLException {
        String complaint = seen == null ? null : seen.complaint(host);
        if (complaint == null) {
            throw failure;
        }
        Findings findings = new Findings();
        report(findings, check.startedAt());
        return judgement.failed(check, complaint, findings);
    }

    @Override
    public Socket createSocket(Socket plain, String to, int port, boolean autoClose) throws IOException {
        return over(plain, port);
    }

    @Override
    public Socket createSocket(String to, int port) throws IOException {
        return over(guard.createSocket(to, port), port);
    }

    @Override
    public Socket createSocket(InetAddress to, int port) throws IOException {
        return over(guard.createSocket(to, port), port);
    }

    @Override
    public Socket createSocket(String to, int port, InetAddress from, int fromPort) throws IOException {
        return createSocket(to, port);
    }

    @Override
    public Socket createSocket(InetAddress to, int port, InetAddress from, int fromPort) throws IOException {
        return createSocket(to, port);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return ((SSLSocketFactory) SSLSocketFactory.getDefault()).getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return ((SSLSocketFactory) SSLSocketFactory.getDefault()).getSupportedCipherSuites();
    }
}
