package io.rollcall.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Whoever says something, or just comes, gets these words and then the end of the connection. */
final class OneAnswer implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getByName("localhost"));
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final String words;
    private final boolean unasked;

    OneAnswer(String words) throws IOException {
        this(words, false);
    }

    private OneAnswer(String words, boolean unasked) throws IOException {
        this.words = words;
        this.unasked = unasked;
        thread.execute(this::answer);
    }

    static OneAnswer unasked(String words) throws IOException {
        return new OneAnswer(words, true);
    }

    int port() {
        return server.getLocalPort();
    }

    private void answer() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                if (unasked || client.getInputStream().read(new byte[8192]) > 0) {
                    client.getOutputStream().write(words.getBytes(StandardCharsets.ISO_8859_1));
                }
            } catch (IOException gone) {
                // The next one.
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        thread.shutdownNow();
    }
}
