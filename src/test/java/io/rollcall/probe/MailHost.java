package io.rollcall.probe;

import com.icegreen.greenmail.util.DummySSLServerSocketFactory;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** A real mail server with SMTP, IMAP and IMAP over TLS with a certificate for localhost, and one mailbox. */
final class MailHost implements AutoCloseable {
    static final String ADDRESS = "monitor@example.org";
    static final String PASSWORD = "right-password";

    /** One for all: the server makes its socket factory once in a process. */
    private static final KeyStore CERTIFICATE = certificate();

    final GreenMail server = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAPS)
    });
    private final SSLSocketFactory trusting;

    MailHost() throws GeneralSecurityException {
        server.setUser(ADDRESS, "monitor", PASSWORD);
        server.start();
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(CERTIFICATE);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        trusting = tls.getSocketFactory();
    }

    private static KeyStore certificate() {
        try {
            Path file = Files.createTempDirectory("mail").resolve("localhost.p12");
            KeyStore own = StartTlsServer.selfSigned(file);
            file.toFile().deleteOnExit();
            System.setProperty(DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_FILE_PROPERTY, file.toString());
            return own;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** For clients that trust this server. */
    SSLSocketFactory trusting() {
        return trusting;
    }

    String port(String protocol) {
        return String.valueOf(
                switch (protocol) {
                    case "smtp" -> server.getSmtp().getPort();
                    case "imap" -> server.getImap().getPort();
                    default -> server.getImaps().getPort();
                });
    }

    @Override
    public void close() {
        server.stop();
    }
}
