package io.rollcall.camel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;

/** Certificates for localhost, made by the JDK's own tool in a folder: an authority and what it signs. */
record Certificates(Path folder) {
    private static final String PASSWORD = "changeit";
    private static final String AUTHORITY = "authority";

    /** A key that signed itself. */
    ServerSocket selfSigned() throws IOException, GeneralSecurityException, InterruptedException {
        make("own", "-dname", "CN=localhost");
        return listen();
    }

    /** A key that the authority signed for a time that is over. */
    ServerSocket expired() throws IOException, GeneralSecurityException, InterruptedException {
        make(AUTHORITY, "-dname", "CN=Root", "-ext", "bc:c");
        make("own", "-dname", "CN=localhost", "-signer", AUTHORITY, "-startdate", "-10d", "-validity", "5");
        return listen();
    }

    /** Trusts the authority alone. */
    SSLContextParameters trust() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(AUTHORITY, store().getCertificate(AUTHORITY));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        TrustManagersParameters managers = new TrustManagersParameters();
        managers.setTrustManager(factory.getTrustManagers()[0]);
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(managers);
        return parameters;
    }

    private ServerSocket listen() throws IOException, GeneralSecurityException {
        KeyStore own = store();
        own.deleteEntry(AUTHORITY);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        return tls.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    private KeyStore store() throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(file().toFile(), PASSWORD.toCharArray());
    }

    private Path file() {
        return folder.resolve("keys.p12");
    }

    private void make(String alias, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-genkeypair", "-alias", alias, "-keyalg", "EC"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", file().toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (tool.waitFor() != 0) {
            throw new IOException(said);
        }
    }
}
