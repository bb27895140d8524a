package io.rollcall.probe;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Locale;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trusts whom another trusts, and keeps what the server showed and why it was not trusted: a failed handshake leaves no
 * session to ask. For one handshake, confined to its thread.
 */
final class SeenChain extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager judge;
    private X509Certificate[] chain = {};
    private @Nullable CertificateException refusal;

    SeenChain(X509ExtendedTrustManager judge) {
        this.judge = judge;
    }

    /** The server's own certificate, or null when it showed none. */
    @Nullable
    X509Certificate own() {
        return chain.length == 0 ? null : chain[0];
    }

    int length() {
        return chain.length;
    }

    /** What is wrong with it, in one sentence; null when nothing is. */
    @Nullable
    String complaint(String host) {
        X509Certificate own = own();
        if (refusal == null || own == null) {
            return null;
        }
        for (Throwable each = refusal; each != null; each = each.getCause()) {
            if (each instanceof CertificateExpiredException) {
                return "Certificate expired";
            }
            if (each instanceof CertificateNotYetValidException) {
                return "Certificate not valid yet";
            }
            String words = String.valueOf(each.getMessage()).toLowerCase(Locale.ROOT);
            if (words.contains("no name matching") || words.contains("subject alternative")) {
                return "Wrong host: the certificate is for " + own.getSubjectX500Principal() + ", not for " + host;
            }
        }
        return own.getIssuerX500Principal().equals(own.getSubjectX500Principal())
                ? "Certificate is self-signed"
                : "Unknown issuer: " + own.getIssuerX500Principal();
    }

    private void judged(X509Certificate[] shown, Judge verdict) throws CertificateException {
        chain = shown.clone();
        try {
            verdict.decide();
        } catch (CertificateException e) {
            refusal = e;
            throw e;
        }
    }

    private interface Judge {
        void decide() throws CertificateException;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String type, Socket socket) throws CertificateException {
        judged(shown, () -> judge.checkServerTrusted(shown, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String type, SSLEngine engine) throws CertificateException {
        judged(shown, () -> judge.checkServerTrusted(shown, type, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String type) throws CertificateException {
        judged(shown, () -> judge.checkServerTrusted(shown, type));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String type, Socket socket) throws CertificateException {
        judge.checkClientTrusted(shown, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String type, SSLEngine engine) throws CertificateException {
        judge.checkClientTrusted(shown, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String type) throws CertificateException {
        judge.checkClientTrusted(shown, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return judge.getAcceptedIssuers();
    }
}
