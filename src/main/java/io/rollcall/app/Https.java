package io.rollcall.app;

import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.integration.Problem;
import io.rollcall.probe.TlsContexts;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Enumeration;
import java.util.List;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;

/** HTTPS on {@code rollcall.port}, where a certificate is set. */
final class Https {
    private final String certificate;
    private final String key;

    Https(Settings settings) {
        this.certificate = settings.text("rollcall.tls.certificate");
        this.key = settings.text("rollcall.tls.key");
    }

    boolean on() {
        return !certificate.isEmpty();
    }

    /** Has the server speak TLS. Throws InvalidConfigurationException when the files are no certificate and its key. */
    void serve(CamelContext context, Properties properties) {
        KeyStore identity = identity();
        KeyStoreParameters store = new KeyStoreParameters() {
            @Override
            public KeyStore createKeyStore() {
                return identity;
            }
        };
        KeyManagersParameters keys = new KeyManagersParameters();
        keys.setKeyStore(store);
        keys.setKeyPassword("");
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(store);
        SSLContextParameters tls = new SSLContextParameters();
        tls.setKeyManagers(keys);
        tls.setTrustManagers(trust);
        context.setSSLContextParameters(tls);
        properties.setProperty("camel.server.useGlobalSslContextParameters", "true");
    }

    /** For commands on this machine, which reach the server by another name than its certificate has. */
    SSLContext client() {
        try {
            KeyStore identity = identity();
            Enumeration<String> names = identity.aliases();
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Only(identity.getCertificate(names.nextElement()))}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw mistake(e);
        }
    }

    private KeyStore identity() {
        try {
            return TlsContexts.identity(certificate, key);
        } catch (GeneralSecurityException | IOException e) {
            throw mistake(e);
        }
    }

    private static InvalidConfigurationException mistake(Exception why) {
        return new InvalidConfigurationException(List.of(new Problem(
                "application.properties", 0, "rollcall.tls.certificate", String.valueOf(why.getMessage()))));
    }

    /** Trusts the one certificate in the file, and so needs no name. */
    private static final class Only extends X509ExtendedTrustManager {
        private final Certificate own;

        Only(Certificate own) {
            this.own = own;
        }

        private void check(X509Certificate[] chain) throws CertificateException {
            if (!chain[0].equals(own)) {
                throw new CertificateException("another server answers on rollcall.port");
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
