package io.rollcall.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** A mail server for one client that speaks STARTTLS, which GreenMail does not, with a certificate for localhost. */
final class StartTlsServer implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("localhost"));
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final SSLContext tls = SSLContext.getInstance("TLS");

    StartTlsServer(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        KeyStore own = selfSigned(folder.resolve("localhost.p12"));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, "changeit".toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(own);
        tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        thread.submit(this::serve);
    }

    int port() {
        return server.getLocalPort();
    }

    /** For clients that trust this server. */
    SSLSocketFactory trusting() {
        return tls.getSocketFactory();
    }

    static KeyStore selfSigned(Path file) throws IOException, GeneralSecurityException, InterruptedException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        String options = "-genkeypair -alias server -keyalg EC -dname CN=localhost -ext san=dns:localhost"
                + " -storetype PKCS12 -storepass changeit -keystore";
        List<String> command = new ArrayList<>(List.of(keytool.toString()));
        command.addAll(List.of(options.split(" ")));
        command.add(file.toString());
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start()
                .waitFor();
        return KeyStore.getInstance(file.toFile(), "changeit".toCharArray());
    }

    private Void serve() throws IOException {
        try (Socket client = server.accept()) {
            say(client, "220 hello");
            if (converse(client, "250-me\r\n250 STARTTLS")) {
                SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(client, null, 0, true);
                secured.setUseClientMode(false);
                converse(secured, "250 me");
            }
        }
        return null;
    }

    /** True when it ended because the client wants TLS. */
    private static boolean converse(Socket client, String greeting) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals("STARTTLS")) {
                say(client, "220 go ahead");
                return true;
            }
            say(client, line.startsWith("EHLO") ? greeting : "250 ok");
        }
        return false;
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        server.close();
        thread.shutdownNow();
    }
}
