package io.rollcall;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Certificates for localhost, made by the JDK's own tool in a folder: an authority and what it signs. */
public record Certificates(Path folder) {
    private static final String PASSWORD = "changeit";
    private static final String AUTHORITY = "authority";
    private static final String OWN = "own";
    private static final String LOCALHOST = "san=dns:localhost";

    /** A key that signed itself. */
    public ServerSocket selfSigned() throws IOException, GeneralSecurityException, InterruptedException {
        make(OWN, "-dname", "CN=localhost", "-ext", LOCALHOST);
        return listen(false);
    }

    /** A key that the authority signed for a time that is over. */
    public ServerSocket expired() throws IOException, GeneralSecurityException, InterruptedException {
        sign(OWN, "CN=localhost", LOCALHOST, "-startdate", "-10d", "-validity", "5");
        return listen(false);
    }

    /** A key that the authority signed for so many days. */
    public ServerSocket valid(int days) throws IOException, GeneralSecurityException, InterruptedException {
        sign(OWN, "CN=localhost", LOCALHOST, "-validity", String.valueOf(days));
        return listen(false);
    }

    /** A key that the authority signed for another host. */
    public ServerSocket wrongHost() throws IOException, GeneralSecurityException, InterruptedException {
        sign(OWN, "CN=elsewhere.example", "san=dns:elsewhere.example", "-validity", "90");
        return listen(false);
    }

    /** Asks for a certificate of the authority's. */
    public ServerSocket mutual() throws IOException, GeneralSecurityException, InterruptedException {
        sign(OWN, "CN=localhost", LOCALHOST, "-validity", "90");
        return listen(true);
    }

    /** The PEM file of the authority. */
    public Path authority() throws IOException, GeneralSecurityException {
        return write(
                "authority.pem",
                "CERTIFICATE",
                store().getCertificate(AUTHORITY).getEncoded());
    }

    /** A file with the key that was made last alone, for servers that read one: PKCS 12 with password {@code changeit}. */
    public Path ownKeys() throws IOException, GeneralSecurityException {
        KeyStore own = store();
        own.deleteEntry(AUTHORITY);
        Path copy = folder.resolve("own.p12");
        try (OutputStream out = Files.newOutputStream(copy)) {
            own.store(out, PASSWORD.toCharArray());
        }
        return copy;
    }

    /** The PEM file of a client's certificate, which the authority signed. */
    public Path client() throws IOException, GeneralSecurityException, InterruptedException {
        sign("client", "CN=rollcall", "san=dns:rollcall", "-validity", "90");
        return write(
                "client.pem", "CERTIFICATE", store().getCertificate("client").getEncoded());
    }

    /** The PEM file of its key. */
    public Path clientKey() throws IOException, GeneralSecurityException {
        byte[] key = store().getKey("client", PASSWORD.toCharArray()).getEncoded();
        return write("client-key.pem", "PRIVATE KEY", key);
    }

    private Path write(String name, String title, byte[] content) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(
                folder.resolve(name), "-----BEGIN " + title + "-----\n" + body + "\n-----END " + title + "-----\n");
    }

    private ServerSocket listen(boolean clientsShowOne) throws IOException, GeneralSecurityException {
        KeyStore own = store();
        own.deleteEntry(AUTHORITY);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), trusted(), null);
        SSLServerSocket server = (SSLServerSocket)
                tls.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        server.setNeedClientAuth(clientsShowOne);
        return server;
    }

    private TrustManager[] trusted() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        String signer = store().containsAlias(AUTHORITY) ? AUTHORITY : OWN;
        trusted.setCertificateEntry(signer, store().getCertificate(signer));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory.getTrustManagers();
    }

    private KeyStore store() throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(file().toFile(), PASSWORD.toCharArray());
    }

    private Path file() {
        return folder.resolve("keys.p12");
    }

    private void sign(String alias, String name, String extension, String... validity)
            throws IOException, InterruptedException {
        if (!Files.exists(file())) {
            make(AUTHORITY, "-dname", "CN=Root", "-ext", "bc:c", "-validity", "900");
        }
        List<String> arguments = new ArrayList<>(List.of("-dname", name, "-ext", extension, "-signer", AUTHORITY));
        arguments.addAll(List.of(validity));
        make(alias, arguments.toArray(String[]::new));
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
