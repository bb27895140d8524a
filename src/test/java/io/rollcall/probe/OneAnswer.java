package io.rollcall.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Whoever says something gets these words, whatever he said, and then the end of the connection. */
final class OneAnswer implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getByName("localhost"));
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final String words;

    OneAnswer(String words) throws IOException {
        this.words = words;
        thread.execute(this::answer);
    }

    int port() {
        return server.getLocalPort();
    }

    private void answer() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                if (client.getInputStream().read(new byte[8192]) > 0) {
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
